# 汇总、对照两类文书的用语，以及汇总时发现的问题（问题的 id 即代码，.hint 为处理建议）。

severity-error = 错误
severity-warning = 提醒
severity-info = 提示

state-blank = 空白
state-slash = /
state-text = 非数字
state-missing = 未找到

## 汇总

total-title-of = { $body } { $title }
total-title = { $years } 年政府信息公开工作年度报告汇总（{ $count } 份）
total-title-without-year = 政府信息公开工作年度报告汇总（{ $count } 份）
total-scope = 本汇总依据 { $count } 份年度报告逐格相加。未填、填“/”、填写文字或无法识别的数据不按 0 计，也不推算；表中所列为已填数据之和。
total-withdrawn = 其中 { $count } 份发布后已撤下，仍计入本汇总；门户公开的汇总不含：{ $names }。
total-absent = 另有 { $count } 个应计入的单位没有可以计入的报告：{ $names }。
total-rests-on = 共 { $count } 份报告，其中本表填报齐全 { $complete } 份，未找到本表 { $missing } 份。
total-edition = { $edition } 年版格式（{ $count } 份报告）
total-two-forms = 各单位所用格式版本不一。两版都有的数据（如处理决定数量）按全部单位相加，在下面两张表中相同；只有一版才有的数据仅含该版单位。
total-other-rows = 各单位所用格式版本不一：2019 年版只有“（六）其他处理”一行，2021 年版分为三项。上表中 2021 年版单位按三项之和计入（三项均已填写的方计入）；三项分列如下，仅含 2021 年版单位。

total-sums = 两种合计对照
total-sums-note = “已填数据之和”只加已填写的数据；“齐全单位之和”只加本表每格均已填写的单位，其行列勾稽关系可以核对。以下为有单位未填的项目。
total-sums-none = 各单位每一格均已填写，两种合计相同。
total-column-cell = 项目
total-column-sum-given = 已填数据之和
total-column-given = 已填单位/应填单位
total-column-sum-complete = 齐全单位之和
total-column-complete = 齐全单位

total-lacking = 未填报情况
total-lacking-note = 所列为各单位未能计入合计的格数。
total-lacking-none = 各单位均已填报齐全。
total-column-t2 = 主动公开
total-column-t3 = 申请办理
total-column-t4 = 复议诉讼
total-column-rows = 未填的行
total-whole-table = 全表
total-rows-more = { " " }等 { $count } 行

total-members = 各单位主要数据
total-members-note = “错误”“提醒”为核查该单位年度报告时发现的问题数。
total-members-figures-note = 以下为各单位报告中的主要数据，未填的如实标出。
total-members-none = 没有计入汇总的单位。
total-column-member = 单位
total-column-year = 年度
total-column-edition = 格式版本
total-column-received = 本年新收
total-column-carried-in = 上年结转
total-column-handled = 办理总计
total-column-carried-out = 结转下年
total-column-reconsideration = 行政复议
total-column-litigation = 行政诉讼
total-column-errors = 错误
total-column-warnings = 提醒

total-findings = 汇总时发现的问题
total-findings-note = 请先处理“错误”，再看“提醒”。
total-findings-none = 未发现问题。
total-column-severity = 程度
total-column-message = 问题
total-column-where = 单位

total-unreadable = “{ $source }”无法读取，未计入汇总：{ $reason }
    .hint = 请重新取得文件，或打开后另存再试；其中是哪个单位的数据，本汇总无从得知。
total-duplicate-differs = 与“{ $counted }”是同一单位同一年度的报告，数字不同，未计入汇总。
    .hint = 请核对以哪一份为准（例如修改稿、更正稿），去掉另一份后重新汇总。
total-duplicate = 与“{ $counted }”重复，未计入汇总。
    .hint = 同一单位同一年度只计一份，按文件名先后取第一份；请核对应以哪一份为准。
total-body-under-two-names = “{ $body }”与“{ $other }”（{ $counted }）像是同一单位，{ $year }年的两份报告都计入了汇总。
    .hint = 如是同一单位，请去掉其中一份后重新汇总；如是两个单位，请在标题中写明所属的区县。
total-government-with-its-own = 汇总中既有“{ $body }”{ $year }年的报告，又有辖区内 { $count } 个单位的报告，同一件事可能计了两次。
    .hint = 政府的年度报告通常已汇总所属部门和下级的数据；请只留一方：去掉政府的报告，或者只用政府的报告。
total-body-unknown = 有 { $count } 份报告看不出是哪个单位的。
    .hint = 请在标题中写明单位名称；无法判断这些报告是否重复。
total-year-unknown = 有 { $count } 份报告看不出是哪一年度的。
    .hint = 请在标题中写明年度。
total-years-mixed = 汇总中混有 { $count } 个年度（{ $years }）的报告。
    .hint = 年度报告应按年度汇总，请分年度进行。
total-editions-mixed = “{ $table }”一表格式版本不一：{ $older } 年版 { $before } 份，{ $newer } 年版 { $after } 份。
    .hint = 只有一个版本有的项目，只加该版本的单位；“（六）其他处理”按合并后的一行计。
total-table-not-found = 有 { $count } 份报告找不到“{ $table }”一表。
    .hint = 请查看原件：表格可能是图片，或者没有这一表。这些单位未计入本表合计。
total-table-incomplete = “{ $table }”一表有 { $count } 份报告没有填齐。
    .hint = 没有的事项应填 0。未填的格不按 0 计，“已填数据之和”因此可能偏小。
total-money-without-unit = “{ $cell }”有 { $count } 份报告未写金额单位。
    .hint = 不知是元还是万元，未计入合计；请这些单位补写单位。
total-beyond = “{ $cell }”的数值过大，无法合计。
    .hint = 多半是某单位的数据有误，请核对该格数值最大的单位。
total-identity = { $of ->
    [row] 合计不符合勾稽关系：“{ $cell }”为 { $left }，该行各列相加为 { $right }，由 { $count } 份报告的数据造成。
    [column] 合计不符合勾稽关系：“{ $cell }”为 { $left }，该列各行相加为 { $right }，由 { $count } 份报告的数据造成。
   *[other] 合计不符合勾稽关系：“{ $cell }”一式左边为 { $left }，右边为 { $right }，由 { $count } 份报告的数据造成。
}
    .hint = 请退回所列单位核对；汇总不代为改数。

## 对照

compare-title = { $left }与{ $right }政府信息公开工作年度报告对照
compare-name = { $body }{ $year }年
compare-name-year = { $year }年报告
compare-name-unknown = 未署名报告
compare-scope = 增减为后者减前者；任何一方未填的不计算增减。金额按表中项目的单位列示。
compare-of-one = 两边是同一机关、同一年度的报告。
compare-identical = 两边的数据和文字完全相同，没有可以对照的差异。
compare-zero = 另有 { $count } 项双方均为 0，未列。
compare-zero-all = 双方各项均为 0（共 { $count } 项），未列。
compare-zero-one-sided = 只有一方的格式才有、且为 0 的 { $count } 项，未列。
compare-column-cell = 项目
compare-column-difference = 增减
compare-column-percent = 幅度
compare-column-note = 说明
compare-column-subject = 事项
compare-approximate = 两版口径不同，不作增减
compare-sum-of-three = 2021 年版按三项之和
compare-only-left = 仅前者的格式有此项
compare-only-right = 仅后者的格式有此项
compare-no-unit = 金额未写单位，不作增减
compare-no-number = 有一方不是数字，不作增减
compare-sections = 文字部分
compare-section-only = 仅{ $name }有此部分。
compare-section-empty = 至少一方没有文字。
compare-section-same = 文字完全相同。
compare-section-alike = 文字相似度 { $percent }%。
compare-section-own = 仅见于{ $name }：
compare-facts = 文中数据
compare-facts-note = “余”“近”“约”等约数不计算增减。

sheet-column-address = 数据编号
sheet-column-cell = 项目
sheet-column-given = 已填单位数
sheet-column-expected = 应填单位数
sheet-column-members = 汇总单位数
sheet-column-withdrawn = 其中已撤下单位数
sheet-column-absent = 未计入单位数
sheet-column-percent = 幅度（%）
