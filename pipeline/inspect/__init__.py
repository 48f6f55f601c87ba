"""Pictures of PDF pages with everything that was read drawn over them: how a person checks a layout.

``view`` says what stands where on a page, ``palette`` in which colours, ``draw`` and ``panel`` turn that into a picture.
"""
