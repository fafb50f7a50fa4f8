"""A mail server to test against: it takes, refuses, hangs up or says nothing, as told.

It knows as much of SMTP as smtplib asks of it, and listens on 127.0.0.1.
"""

import contextlib
import socketserver
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.processes import free_port


@dataclass
class MailServer:
    """`answers` overrides what is answered to a command: "RCPT": "550 no such user"."""

    port: int
    answers: dict[str, str] = field(default_factory=dict)
    is_silent: bool = False
    hangs_up_after: str = ""  # a command that is not answered
    seconds: float = 0  # how long it takes to accept an e-mail
    taken: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def answer(self, command: str) -> str:
        usual = {"EHLO": "250 here", "DATA": "354 go on", "QUIT": "221 bye"}
        return self.answers.get(command, usual.get(command, "250 fine"))


class _Handler(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        desk = self.server.desk
        while desk.is_silent:
            time.sleep(0.05)
        with contextlib.suppress(OSError):
            self.say("220 here")
            for line in self.rfile:
                command = line[:4].decode().strip().upper()
                if command == desk.hangs_up_after:
                    return
                self.say(desk.answer(command))
                if command == "DATA" and desk.answer("DATA").startswith("354"):
                    self.take()

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def take(self) -> None:
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            text += self.rfile.readline()
        time.sleep(self.server.desk.seconds)
        self.server.desk.taken.append(text[:-5].decode())
        self.say(self.server.desk.answer("."))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    desk: MailServer


@contextlib.contextmanager
def mail_server(**how: object) -> Iterator[MailServer]:
    """Run one, told `how` by MailServer's fields."""
    with _Server(("127.0.0.1", free_port()), _Handler) as server:
        server.desk = MailServer(server.server_address[1], **how)  # type: ignore[arg-type]
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        yield server.desk
        server.desk.is_silent = False
        server.shutdown()
