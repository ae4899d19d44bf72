"""From paragraphs to sentences or clauses, with their places in the text.

Takes text in one language, or a Document with its paragraphs; gives Sentences. Never imports words or translations:
where a sentence ends does not depend on its partner.
"""

from duiqi.segmentation.codes import with_codes, without_codes
from duiqi.segmentation.sentences import segment, segment_document

__all__ = ["segment", "segment_document", "with_codes", "without_codes"]
