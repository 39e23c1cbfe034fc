### api
error-media-type-title = Not taken in this form
error-media-type-hint = Send it with a content type that is taken here: application/json, or for files multipart/form-data or application/octet-stream.
error-key-reused-title = The idempotency key belongs to another request
error-key-reused-hint = Use a new key for each request, and the same key only to send the same request again.
error-key-in-progress-title = The request is being carried out
error-key-in-progress-hint = Another request with this idempotency key has not been answered yet. Ask again shortly with the same key.
api-misfit = Does not fit: { $detail }
api-bad-cursor = This is no cursor of this list. Take it from next of the page before, or leave it out.
api-bad-key = A key has 1 to 200 visible ASCII characters without quotation marks inside.
api-hint-foreign-form = A session’s request that changes something needs its form token in the header X-CSRF-Token. Programs use an API token.
api-hint-method = The header Allow names what this address takes.
api-hint-signed-out = Send a good API token: Authorization: Bearer gongkai_….
api-hint-not-found = The address may be wrong, or the thing is not for you to see.
api-hint-unreadable = Check the address, the parameters and the body against the document at /api/v1/openapi.json.
api-hint-stale = Get it again, look at what changed, then send your change.
api-hint-not-now = Get it again to see how things stand.
