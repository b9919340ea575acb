"""Reads a document with python-docx or python-pptx and says as JSON what is in it."""

import hashlib
import json
import sys


def docx(path):
    import docx

    document = docx.Document(path)
    body = document.element.body
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    styles = document.styles.element
    lang = styles.find(f"{w}docDefaults").find(f".//{w}lang")
    section = document.sections[0]
    blobs = [
        part.blob[:4].hex() for name, part in
        ((str(part.partname), part) for part in document.part.package.iter_parts())
        if "/media/" in name
    ]
    return {
        "paragraphs": [[p.style.name, p.text] for p in document.paragraphs],
        "tables": [[c.text for r in t.rows for c in r.cells] for t in document.tables],
        "alt": [one.get("descr") for one in body.iter() if one.tag.endswith("}docPr")],
        "pictures": len(document.inline_shapes),
        "media": blobs,
        "language": lang.get(f"{w}val"),
        "right_to_left": len(list(body.iter(f"{w}rtl"))),
        "title": document.core_properties.title,
        "core_language": document.core_properties.language,
        "created": document.core_properties.created.isoformat(),
        "page_mm": [round(section.page_width.mm), round(section.page_height.mm)],
        "footer": section.footer.paragraphs[0].text,
    }


def pptx(path):
    from pptx import Presentation
    from pptx.enum.shapes import MSO_SHAPE_TYPE

    deck = Presentation(path)
    slides = []
    for slide in deck.slides:
        clips, alt = [], []
        for shape in slide.shapes:
            if shape.shape_type in (MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.MEDIA):
                alt.append(shape._element.nvPicPr.cNvPr.get("descr"))
        for relation in slide.part.rels.values():
            kind = relation.reltype.rsplit("/", 1)[-1]
            if kind in ("video", "audio", "media"):
                blob = relation.target_part.blob
                clips.append({
                    "kind": kind,
                    "part": str(relation.target_part.partname),
                    "type": relation.target_part.content_type,
                    "sha256": hashlib.sha256(blob).hexdigest(),
                })
        languages = {run.get("lang") for run in slide._element.iter() if run.tag.endswith("}rPr")}
        slides.append({
            "layout": slide.slide_layout.name,
            "title": slide.shapes.title.text_frame.text,
            "texts": [s.text_frame.text for s in slide.shapes if s.has_text_frame],
            "media_shapes": sum(s.shape_type == MSO_SHAPE_TYPE.MEDIA for s in slide.shapes),
            "alt": alt,
            "clips": clips,
            "plays": any(one.tag.endswith("}cMediaNode") for one in slide._element.iter()),
            "languages": sorted(str(one) for one in languages),
        })
    return {
        "slides": slides,
        "wide": deck.slide_width,
        "high": deck.slide_height,
        "title": deck.core_properties.title,
        "core_language": deck.core_properties.language,
    }


if __name__ == "__main__":
    readers = {".docx": docx, ".pptx": pptx}
    print(json.dumps(readers[sys.argv[1][-5:]](sys.argv[1])))
