"""The colour space that the file says its colours are in, which PDF/A asks for."""

from importlib.resources import files
from io import BytesIO
from typing import Any

OUTPUT_INTENT = "report-srgb"


def colour_profiles() -> dict[str, Any]:
    """Return WeasyPrint's sRGB profile under our name; under its own it leaves the file open."""
    from weasyprint.css import ColorProfile

    content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    components = (["r"], ["g"], ["b"])
    profile = ColorProfile(BytesIO(content), "sRGB2014.icc", "relative-colorimetric", components)
    return {OUTPUT_INTENT: profile}
