"""What can go wrong when a PDF is made, each with words for the person who asked for it."""


class PdfError(Exception):
    """No PDF was made. The message says what happened and what to do now."""


class PdfTooLargeError(PdfError):
    """The document holds more than a printed paper can carry."""


class UnsafeHtmlError(PdfError):
    """The HTML asks for something that a document may not hold, such as a script."""


class RefusedAddressError(UnsafeHtmlError):
    """The HTML asks for a file or an address outside our own assets."""


class InaccessibleHtmlError(PdfError):
    """The HTML would make a PDF that some people could not read."""


class PdfNotMadeError(PdfError):
    """The layout engine dropped a part of the document, so the rest is not given out either."""
