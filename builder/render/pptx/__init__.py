"""render/pptx."""
