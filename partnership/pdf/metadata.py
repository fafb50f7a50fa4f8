"""The document's metadata: one file that declares itself PDF/A-3a and PDF/UA-1.

WeasyPrint writes one of the two. Its ``xmp_metadata`` option appends outside the RDF element,
where no validator looks, so the RDF is extended through ``generate_rdf_metadata``.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

GENERATOR = "Partnership programme manager"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# PDF/A allows properties of others only if the file describes them (ISO 19005-3, 6.6.2.3).
PDF_UA = b"""
<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def describe(
    metadata: Any, *, title: str, language: str, subject: str, author: str, dated: date
) -> None:
    """Write the document's own words over whatever WeasyPrint read from the HTML."""
    midnight = f"{dated.isoformat()}T00:00:00Z"
    title, subject, author = (NOT_XML.sub("", words) for words in (title, subject, author))
    metadata.title, metadata.lang, metadata.description = title, language, subject
    metadata.authors, metadata.generator = [author], GENERATOR
    metadata.created = metadata.modified = midnight
    metadata.keywords, metadata.attachments, metadata.custom = [], [], {}
    metadata.generate_rdf_metadata = with_pdf_ua(metadata.generate_rdf_metadata)


def with_pdf_ua(generate: Callable[..., bytes]) -> Callable[..., bytes]:
    """Return WeasyPrint's RDF generator with PDF/UA-1 declared beside PDF/A."""

    def generate_both(*args: Any) -> bytes:
        return generate(*args).replace(b"</rdf:RDF>", PDF_UA + b"</rdf:RDF>")

    return generate_both
