"""The house rules that no tool checks by itself."""

import ast
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from packaging.version import Version

ROOT = Path(settings.BASE_DIR)
LAYERS = ["web", "people", "programmes", "pilots", "milestones", "evaluation", "reports"]
SOURCES = ["partnership", "pilots", "milestones", "evaluation", "tests", "templates", "bin"]
VIEWS = sorted(
    path
    for folder in ("partnership", "pilots", "milestones", "evaluation")
    for pattern in ("views.py", "views/*.py")
    for path in (ROOT / folder).rglob(pattern)
)


def _foreign_keys() -> list[tuple[str, str, str]]:
    """Return (app, model.field, app pointed to) of every relation between our models."""
    return [
        (
            model._meta.app_label,
            f"{model.__name__}.{field.name}",
            field.related_model._meta.app_label,
        )
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if model._meta.app_label in LAYERS and field.related_model._meta.app_label in LAYERS
    ]


def test_foreign_keys_point_down_the_house() -> None:
    upward = [
        (here, name, there)
        for here, name, there in _foreign_keys()
        if LAYERS.index(there) > LAYERS.index(here)
    ]

    assert upward == []


def test_the_foreign_key_walk_sees_every_app_with_models() -> None:
    with_models = {model._meta.app_label for model in apps.get_models()} & set(LAYERS)

    assert {here for here, _, _ in _foreign_keys()} >= with_models - {"people", "programmes"}
    assert len(with_models) >= 5


def _settings_read() -> set[str]:
    """Return the names of the environment variables that settings.py reads."""
    tree = ast.parse((ROOT / "partnership" / "settings.py").read_text())
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and getattr(call.func.value, "id", None) == "env"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_environment_setting_is_documented_and_nothing_else_is() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    documented = set(re.findall(r"^### `([A-Z_]+)`", page, re.MULTILINE))

    assert documented == _settings_read()
    assert "DATABASE_URL" in documented


def test_settings_read_the_environment_through_env_only() -> None:
    text = (ROOT / "partnership" / "settings.py").read_text()

    assert "os.environ" not in text
    assert "getenv" not in text


@pytest.mark.parametrize(
    ("package", "floor"), [("Django", "5.2.19"), ("WeasyPrint", "70.0"), ("gunicorn", "23")]
)
def test_no_package_is_older_than_its_last_security_fix_we_know(package: str, floor: str) -> None:
    assert Version(version(package)) >= Version(floor)


def _source_files() -> list[Path]:
    return [
        path
        for folder in SOURCES
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".sh", ""} and path.is_file()
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def test_no_source_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {str(path): len(path.read_text().splitlines()) for path in _source_files()}

    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}
    assert len(lengths) > 100


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_views_leave_queries_and_writes_to_models_and_actions(path: Path) -> None:
    used = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
    }

    assert used & {"objects", "save", "bulk_create", "raw"} == set()


@pytest.mark.django_db
def test_every_model_change_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True)
