# 年度报告归属判断的依据。

match-named-in-title = 标题写明“{ $words }”
match-named-in-text = 正文自称“{ $words }”
match-named-in-file-name = 文件名写明“{ $words }”
match-title-names-other = 标题所写单位不在名册中：“{ $words }”
match-text-names-other = 正文写的是另一单位“{ $words }”，可能系套用他人报告
match-file-names-other = 文件名写的是另一单位“{ $words }”
match-same-name = 名册中有 { $count } 家单位都叫“{ $words }”
match-other-area = 报告写的是“{ $words }”的同名单位
match-only-self-called = 报告只自称“{ $words }”，没有写明单位名称
match-self-called-otherwise = 正文自称“{ $words }”，与单位类别不符
match-alike-name = 名称与“{ $words }”相近
match-nothing-named = 报告和文件名都没有写明单位名称
match-year-in-title = 标题写明 { $year } 年
match-year-of-period = 统计期限为 { $year } 年
match-year-in-text = 正文多处写明 { $year } 年
match-year-in-file-name = 文件名写明 { $year } 年
