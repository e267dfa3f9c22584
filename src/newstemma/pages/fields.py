"""Which key of a crawler's record is which of our fields: one table for all shapes known.

A key with a dot is a key inside an object: "html.crawl_date". The surest key comes first; a
record may mix shapes, as re-exported piles do.
"""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """A crawler or export whose records are known, and the keys by which a person knows it."""

    name: str
    keys: str


SHAPES: tuple[Shape, ...] = (
    Shape("trafilatura", "text, raw_text, source, source-hostname, hostname, date, filedate"),
    Shape("news-please", "maintext, date_publish, date_download, source_domain, title_page"),
    Shape("newspaper4k", "text, text_cleaned, publish_date, meta_lang, meta_site_name"),
    Shape("Fundus", "body, plaintext, publishing_date, html.content, html.source_info.publisher"),
    Shape("Media Cloud", "story_text, publish_date, indexed_date, media_name, ap_syndicated"),
    Shape("GDELT", "url, title, seendate, domain, language; Url, DateTime in its CSV"),
    Shape("schema.org", "articleBody, headline, datePublished, publisher.name, isBasedOn"),
    Shape("NewsAPI and Event Registry", "content, publishedAt, source.name; body, dateTimePub"),
    Shape("Readability", "content (HTML), textContent, siteName, publishedTime, byline"),
    Shape("plain", "text or html, title, url, outlet, authors, published"),
)

# Our field: the keys other tools write it under, the surest first.
FIELDS: dict[str, tuple[str, ...]] = {
    "html": (
        "html", "raw_html", "rawHtml", "page_html", "html_content", "htmlContent",
        "article_html", "content_html",
    ),
    "text": (
        "maintext", "text", "plaintext", "body", "content", "articleBody", "article_text",
        "full_text", "fulltext", "raw_text", "story_text", "article", "cleaned_text",
        "text_cleaned", "textContent", "content_text", "transcript", "news_text",
    ),
    "title": ("title", "headline", "title_page", "title_rss", "name", "og:title", "meta_title"),
    "url": (
        "url", "link", "canonical_link", "canonical", "html.requested_url",
        "html.responded_url", "requested_url", "responded_url", "uri", "original_url",
        "resolved_url", "source", "mobileurl", "url_mobile",
    ),
    "outlet": (
        "outlet", "sitename", "site_name", "siteName", "meta_site_name", "og:site_name",
        "source.name", "source.title", "html.source_info.publisher", "publisher", "publication",
        "media_name", "outlet_name", "source_name", "news_source", "source-hostname",
        "source_domain", "source.uri", "source", "hostname", "domain", "media_url", "source_url",
        "thread.site",
    ),
    "authors": ("authors", "author", "byline", "creator", "dc:creator", "writer", "writers"),
    "published": (
        "date_publish", "published", "publish_date", "publishing_date", "datePublished",
        "published_at", "publishedAt", "publishedTime", "dateTimePub", "publication_date",
        "published_date", "date_published", "pubDate", "pub_date", "pubdate", "dateTime",
        "date_time", "date",
    ),
    "updated": (
        "date_modify", "updated", "modified", "dateModified", "updated_at", "modified_date",
        "date_modified", "modifiedTime",
    ),
    "crawled": (
        "date_download", "crawled", "fetched", "fetched_at", "download_date", "crawl_date",
        "html.crawl_date", "filedate", "seendate", "indexed_date", "collect_date", "timestamp",
    ),
    "language": ("language", "lang", "meta_lang", "inLanguage", "detected_language"),
    "credit": (
        "credit", "agency", "wire", "news_agency", "dc:source", "sourceOrganization",
        "copyrightHolder",
    ),
    "photo_credit": ("media:credit", "image_credit", "photo_credit"),
    "based_on": ("isBasedOn", "based_on", "external_url"),
    "section": ("section", "category", "articleSection"),
}  # fmt: skip

# A key that is true of a record, and what it says: (key, our field, value).
FLAGS: tuple[tuple[str, str, str], ...] = (("ap_syndicated", "credit", "AP"),)

# Languages by name or by three letters, as GDELT and Event Registry write them.
LANGUAGES: dict[str, str] = {
    "english": "en", "eng": "en", "spanish": "es", "spa": "es", "french": "fr", "fra": "fr",
    "fre": "fr", "german": "de", "deu": "de", "ger": "de", "italian": "it", "ita": "it",
    "portuguese": "pt", "por": "pt", "dutch": "nl", "nld": "nl", "dut": "nl",
    "romanian": "ro", "ron": "ro", "rum": "ro", "russian": "ru", "rus": "ru",
    "ukrainian": "uk", "ukr": "uk", "polish": "pl", "pol": "pl", "swedish": "sv", "swe": "sv",
    "turkish": "tr", "tur": "tr", "arabic": "ar", "ara": "ar", "chinese": "zh", "zho": "zh",
    "japanese": "ja", "jpn": "ja", "korean": "ko", "kor": "ko", "greek": "el", "ell": "el",
    "czech": "cs", "ces": "cs", "hungarian": "hu", "hun": "hu", "bulgarian": "bg", "bul": "bg",
}  # fmt: skip
