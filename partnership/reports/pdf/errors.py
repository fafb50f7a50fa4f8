"""What can go wrong when a PDF is made, each with words for the person who asked for it."""


class PdfError(Exception):
    """No PDF was made. The message says what happened and what to do now."""


class PdfTooLargeError(PdfError):
    """The report holds more than a printed paper can carry; long tables belong in the workbook."""


class UnsafeHtmlError(PdfError):
    """The report's HTML asks for something that a report may not hold, such as a script."""


class RefusedAddressError(UnsafeHtmlError):
    """The report's HTML asks for a file or an address outside our own assets."""


class InaccessibleHtmlError(PdfError):
    """The report's HTML would make a PDF that some people could not read."""


class PdfNotMadeError(PdfError):
    """The layout engine dropped a part of the report, so the rest is not given out either."""
