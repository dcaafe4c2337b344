"""The page 预览 of the panel: the real pages of the real PDF, following the typing."""
