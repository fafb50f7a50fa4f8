"""How many queries a page makes, said in a header to whoever asks."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]


def count_queries(get_response: View) -> View:
    """Middleware: answer X-Count-Queries with X-Queries; leave other requests alone."""

    def counted(request: HttpRequest) -> HttpResponse:
        if "X-Count-Queries" not in request.headers:
            return get_response(request)
        made: list[str] = []

        def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            made.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            response = get_response(request)
        response["X-Queries"] = str(len(made))
        return response

    return counted
