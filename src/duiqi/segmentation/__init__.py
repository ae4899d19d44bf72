"""From paragraphs to sentences or clauses, with their places in the text.

Takes text in one language, or a Document with its paragraphs; gives Sentences. Knows nothing of words or translations,
and imports neither NumPy nor jieba; NLTK only at the first full stop that needs it.
"""

from duiqi.segmentation.sentences import segment, segment_document

__all__ = ["segment", "segment_document"]
