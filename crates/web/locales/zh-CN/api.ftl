### api
error-media-type-title = 不接受这种格式
error-media-type-hint = 请用这里接受的内容类型发送：application/json；文件用 multipart/form-data 或 application/octet-stream。
error-key-reused-title = 幂等键已用于另一个请求
error-key-reused-hint = 每个请求用一个新键；只有重发同一个请求时才用原来的键。
error-key-in-progress-title = 请求正在办理
error-key-in-progress-hint = 使用这个幂等键的请求还没有答复。请稍后用同一个键再次发送。
api-misfit = 不符合要求：{ $detail }
api-bad-cursor = 这不是本列表的游标。请使用上一页的 next，或不填。
api-bad-key = 幂等键为 1 至 200 个可见 ASCII 字符，中间不含引号。
api-hint-foreign-form = 用登录会话改动数据，须在请求头 X-CSRF-Token 中带上表单令牌。程序请使用接口令牌。
api-hint-method = 响应头 Allow 列出了这个地址接受的方法。
api-hint-signed-out = 请发送有效的接口令牌：Authorization: Bearer gongkai_…。
api-hint-not-found = 地址可能有误，或者您无权查看。
api-hint-unreadable = 请对照 /api/v1/openapi.json 检查地址、参数和内容。
api-hint-stale = 请重新获取，看清变化后再提交。
api-hint-not-now = 请重新获取，了解当前状态。
