from rest_framework.renderers import JSONRenderer


class StoredJSONRenderer(JSONRenderer):
    """Passes stored JSON (bytes) through as it is; renders everything else as usual."""

    def render(self, data, accepted_media_type=None, renderer_context=None):
        if isinstance(data, bytes):
            return data
        return super().render(data, accepted_media_type, renderer_context)
