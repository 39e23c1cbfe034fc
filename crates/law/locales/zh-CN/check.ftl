# Findings (check). The id is the finding's code; .hint says what to do.

## 表格是否填全

table-missing = 未找到“{ $table }”的表格
    .title = 缺少表格
    .hint = 请按规定格式补上表格；表格如是图片，请换成文字表格。没有发生的事项，各格填 0
table-without-figures = “{ $table }”共 { $cells } 格，没有一格填有数字（空白 { $blank } 格，斜杠 { $slash } 格，未找到 { $missing } 格）
    .title = 表格没有一格填数
    .hint = 空白不等于 0。没有发生的，请逐格填 0；有发生的，请据实填报
cells-blank = “{ $table }”有 { $count } 格空白：{ $rows }
    .title = 空白格
    .hint = 请逐格填数，没有发生的填 0
cells-slash = “{ $table }”有 { $count } 格填的是斜杠或短横，不是数字：{ $rows }
    .title = 填斜杠或短横
    .hint = 没有发生的填 0；斜杠无法汇总，也看不出是“没有”还是“不适用”
cells-missing = “{ $table }”中“{ $rows }”有 { $count } 格未能找到，或无法确定属于哪一列
    .title = 未找到的格
    .hint = 请对照规定格式核对这些行的格数，补齐缺格后重新读取
row-partly-filled = “{ $table }”中“{ $row }”一行没有填全，空白 { $count } 格：{ $columns }
    .title = 一行没有填全
    .hint = 请补填空白格，没有发生的填 0
column-blank = “{ $table }”中“{ $column }”一列有 { $count } 格空白
    .title = 一列空白
    .hint = 请补填这一列；如是总计列，应等于该行各类申请人之和

## 六个部分

section-missing = 缺少“{ $section }”部分
    .title = 缺少部分
    .hint = 年度报告应有六个部分，请补上；没有内容的也要保留标题并写明“无”
section-empty = “{ $section }”只有标题，没有内容
    .title = 部分没有内容
    .hint = 请补写内容；确无事项的，写明“无”
section-order = 各部分的次序是{ $order }，与规定格式不符
    .title = 各部分次序不对
    .hint = 请按一至六的次序编排
section-title-deviates = 标题写作“{ $found }”，规定格式为“{ $form }”
    .title = 部分标题不规范
    .hint = 请改用规定格式的标题

## 单个数字

count-negative = “{ $cell }”填为负数：{ $raw }
    .title = 件数为负
    .hint = 件数不会小于 0，请核对
count-not-whole = “{ $cell }”不是整数：{ $raw }
    .title = 件数不是整数
    .hint = 件数应为整数；如填的是金额，请核对是否串格
count-too-large = “{ $cell }”的数字大得不合常理：{ $raw }
    .title = 件数过大
    .hint = 请核对是否多填了位数，或把金额、编号填进了件数格
cell-not-number = “{ $cell }”填的不是数字：{ $raw }
    .title = 填的不是数字
    .hint = 请只填数字，说明文字放到正文
money-negative = “{ $cell }”的金额为负：{ $raw }
    .title = 金额为负
    .hint = 请核对；有退费的，请在正文说明
money-unit-unknown = “{ $cell }”的金额没有写单位：{ $raw }，无法判断是元还是万元
    .title = 金额单位不明
    .hint = 2019 年版表格的表头没有单位，请在数字后写明“元”或“万元”
money-too-large = “{ $cell }”填 { $raw }，折合 { $yuan } 元，大得不合常理
    .title = 金额过大
    .hint = 请核对单位，是否把以元计的金额填进了以万元计的格子
decimals-too-few = “{ $cell }”填 { $raw }，只有 { $found } 位小数，而本表表头要求保留 { $wanted } 位
    .title = 小数位数不足
    .hint = 请补足位数；全国统一格式没有保留位数的要求，也可以删去表头中自行添加的字样
decimals-too-many = “{ $cell }”填 { $raw }，有 { $found } 位小数，一般最多 { $most } 位
    .title = 小数位数过多
    .hint = 请核对单位和小数点
regulation-without-power = 规章一行填有数字：{ $figures }
    .title = 无权制定规章而填数
    .hint = 规章只能由国务院部门和省、自治区、直辖市、设区的市、自治州的人民政府制定；本机关制发的文件请填到规范性文件一行，规章填 0

## 勾稽关系

row-total-mismatch = “{ $row }”一行总计不符：{ $left }，各列相加为 { $right }，差 { $difference }
    .title = 行总计不符
    .hint = 总计应等于自然人与各类法人、其他组织之和，请核对这一行
block-total-mismatch = “{ $block }”总计不符：{ $left }，各项相加为 { $right }，差 { $difference }
    .title = 复议诉讼总计不符
    .hint = 总计应等于结果维持、结果纠正、其他结果、尚未审结之和
column-sum-mismatch = “{ $column }”一列办理结果总计不符：{ $left }，各项结果相加为 { $right }，差 { $difference }
    .title = 办理结果总计不符
    .hint = （七）总计应等于（一）至（六）各项之和，请核对这一列
column-balance-mismatch = “{ $column }”一列收办不平：{ $left }，{ $right }，差 { $difference }
    .title = 收办不平
    .hint = 第一项加第二项之和，应等于第三项总计加第四项之和
single-cell-explains = 以上 { $count } 处不符可能出自同一格：“{ $cell }”填 { $found }，如应为 { $needed }，则全部相符
    .title = 可能出自同一格
    .hint = 请先核对这一格
total-without-parts = “{ $table }”有 { $count } 个总计填了数，而其各分项全部空白，如“{ $cell }”
    .title = 有总计而无分项
    .hint = 请补填分项；总计为 0 的，各分项也应填 0
stock-below-new = “{ $row }”一行前后矛盾：{ $left }，小于 { $right }
    .title = 现行有效少于新制作
    .hint = 本年新增的应包含在总数之内，请核对总数
published-exceeds-made = “{ $row }”一行新公开的多于新制作的：{ $left }，{ $right }
    .title = 公开多于制作
    .hint = 如有往年文件在本年公开，可以不改，建议在正文说明；否则请核对

## 与上年报告比较

prior-other-body = 用来比较的上年报告属于“{ $prior }”，本报告属于“{ $body }”，未作比较
    .title = 上年报告属于其他机关
    .hint = 请选用同一机关的上年报告；如机关更名或合并，请在正文说明
prior-not-year-before = 用来比较的是 { $prior }报告，本报告是 { $year }报告，年份不相接，未作比较
    .title = 上年报告年份不相接
    .hint = 请选用上一年度的报告
carried-over-mismatch = 结转数不衔接：上年报告结转下年度 { $last } 件，本年报告上年结转 { $this } 件。{ $columns ->
        [none] {""}
       *[other] 其中：{ $columns }
    }
    .title = 结转数不衔接
    .hint = 本年“上年结转”总计应等于上年“结转下年度继续办理”总计。请核对；如上年报告有误，请先更正上年报告
carried-over-columns-mismatch = 结转总数相符，但申请人类别对不上（上年→本年）：{ $columns }
    .title = 结转的申请人类别对不上
    .hint = 请核对申请人类别是否前后一致
stock-mismatch = “{ $row }”一行与上年报告不衔接：{ $left }，{ $right }，差 { $difference }
    .title = 存量与上年不衔接
    .hint = 期末数一般应等于上年期末数加本年增加、减本年减少。如因失效、修订、机构调整所致，请在正文说明
items-mismatch = “{ $row }”一行的上一年项目数量与上年报告推算的不同：{ $left }，{ $right }，差 { $difference }
    .title = 项目数与上年不衔接
    .hint = 应等于上年报告的项目数量加上年增减数；如有调整，请在正文说明

## 正文与表格

prose-table-mismatch = 正文称“{ $quote }”，与“{ $table }”对不上。已按这些口径比对：{ $readings }
    .title = 正文与表格对不上
    .hint = 请核对是正文还是表格有误，并统一口径
prose-table-scope = 正文称“{ $quote }”，与“{ $table }”的数字不同（{ $readings }）；正文所说的可能是另一范围
    .title = 正文与表格口径可能不同
    .hint = 如口径不同，请在正文写明统计范围；如口径相同，请核对数字
table-blank-prose-zero = 正文称“{ $quote }”，“{ $table }”相应各格却是空白
    .title = 正文为零而表格空白
    .hint = 请在表中填 0，使正文与表格一致
table-blank-prose-figure = 正文称“{ $quote }”，“{ $table }”相应各格（{ $reading }）却是空白
    .title = 正文有数而表格空白
    .hint = 请把数字填入表格
table-blank-prose-documents = 正文称“{ $quote }”，表中规范性文件一行却是空白
    .title = 正文有发文数而表格空白
    .hint = 发文不都是行政规范性文件。请核实其中有没有规范性文件：有的据实填报，没有的填 0
requests-not-reported = “{ $table }”没有填数，正文也没有一处提到申请，无法判断是没有收到申请，还是没有报告
    .title = 没有报告申请情况
    .hint = 没有收到申请的，请在正文写明，并在表中填 0
prose-contradicts-itself = 正文前后数字不一：一处称“{ $one }”，另一处称“{ $other }”
    .title = 正文前后数字不一
    .hint = 请核对并统一；如一处是其中一部分，请写明
prose-parts-sum = 正文称共{ $whole }，所列各项相加却是{ $sum }（{ $parts }）
    .title = 正文分项之和与总数不符
    .hint = 请核对总数和各分项；如分项有重叠或未列全，请写明
training-contradiction = 正文前后不一：前面称“{ $said }”，后面又称“{ $denied }”
    .title = 培训情况前后不一
    .hint = 请核实培训情况，统一表述

## 格式、年份、标题

edition-year-mismatch = { $year }的报告用的是 { $found }表格，应使用 { $wanted } 规定的格式
    .title = 表格版本与年度不符
    .hint = 请换用规定的格式重新填报
editions-mixed = 两张表的版本不一：“{ $one }”是 { $first }，“{ $other }”是 { $second }
    .title = 表格版本混用
    .hint = 请统一使用报告年度规定的格式
year-missing = 未能判断这是哪一年度的报告
    .title = 年度不明
    .hint = 请在标题中写明年份，如“2021年政府信息公开工作年度报告”
title-missing = 报告没有标题，正文直接开始
    .title = 没有标题
    .hint = 请加上标题，写明机关名称和年份
title-year-format = 标题中的年份“{ $found }”后面缺“年”字
    .title = 标题年份缺“年”字
    .hint = 请写作“{ $found }年”
title-year-missing = 标题“{ $title }”没有写年份
    .title = 标题没有年份
    .hint = 请在标题中写明年份
title-other-body = 标题写的是“{ $found }”，这是“{ $own }”的报告
    .title = 标题不是本机关名称
    .hint = 如系套用他人报告，请改正标题并逐项核对；如为本机关的其他名称，请管理员登记到机关信息
title-name-deviates = 标题“{ $title }”没有使用“政府信息公开工作年度报告”这一名称
    .title = 标题名称不规范
    .hint = 请使用规定的名称
title-year-mismatch = 标题“{ $title }”的年份与报告年度（{ $year }）不一致
    .title = 标题年份不一致
    .hint = 请核对标题，是否沿用了往年的标题
period-year-mismatch = 统计期限（{ $period }）与报告年度（{ $year }）不一致
    .title = 统计期限与年度不一致
    .hint = 请核对统计期限，是否沿用了往年的文字
text-year-mismatch = “总体情况”多处写的是 { $found }，没有一处写报告年度 { $year }
    .title = 正文年份不一致
    .hint = 请核对是否沿用了往年的文字和数字
period-not-calendar-year = { $kind ->
        [backwards] 统计期限（{ $period }）止于开始之前
       *[part] 统计期限（{ $period }）不是完整的一个年度
    }
    .title = 统计期限不是整年
    .hint = 统计期限应为 1 月 1 日至 12 月 31 日；机关新设立或撤并的，请在正文说明
date-mangled = 日期残缺：“{ $found }”，年份与月份之间缺“年”字
    .title = 日期残缺
    .hint = 多为网页转换所致，请改正后重新发布
document-number-mangled = 发文字号残缺：“{ $found }”
    .title = 发文字号残缺
    .hint = 发文字号应写作“〔年份〕序号号”，如“〔2021〕30号”，括号、年份、序号缺一不可
document-number-format = 发文字号写法不规范：“{ $found }”，应为“{ $right }”
    .title = 发文字号不规范
    .hint = 年份用六角括号，序号不加“第”字，不补 0
statute-outdated = 引用的条例文号是旧的：“{ $found }”
    .title = 条例文号过时
    .hint = 现行条例是国务院令第711号，自2019年5月15日起施行

## 文字

word-misspelt = 错别字：“{ $found }”应为“{ $right }”{ $times ->
        [1] {""}
       *[other] ，共 { $times } 处
    }
    .title = 错别字
    .hint = 请改正
word-doubled = 重字：“{ $found }”，疑为“{ $right }”
    .title = 重字
    .hint = 请核对并删去多余的字
punctuation-doubled = 标点连用：“{ $found }”
    .title = 标点连用
    .hint = 请删去多余的标点
time-doubled = 时间重复：“{ $found }”
    .title = 时间重复
    .hint = 请删去其一
province-unknown = “{ $found }”不是省名，疑为“{ $right }”
    .title = 省名有误
    .hint = 请核对地名
line-broken = 一句话中间断行：“{ $found }”{ $times ->
        [1] {""}
       *[other] 等 { $times } 处
    }
    .title = 句中断行
    .hint = 请删去句中的换行

## 雷同

copied-from-prior = 与上年报告雷同：{ $count } 句、占可比文字的 { $percent }% 与上年相同，如{ $quoted }
    .title = 与上年雷同
    .hint = 请按本年实际重写，尤其是存在的问题和改进情况；问题确未改变的，请说明上年改进措施的落实情况
copied-in-batch = 与同批“{ $other }”的报告雷同：{ $count } 句、占可比文字的 { $percent }% 相同，如{ $quoted }
    .title = 与同批报告雷同
    .hint = 请核对是谁沿用了谁的文字，内容雷同的退回重写
other-body-named = 文中以“{ $found }”自称，而这是{ $own }的年报
    .title = 自称为其他机关
    .hint = 疑为沿用他人文字而未改名称，请核对这些文字是否属于本机关

## 个人信息

identity-number = 疑有公民身份号码未作处理：{ $masked }
    .title = 身份号码未处理
    .hint = 请立即删除或去标识化，并检查附件和已发布的网页
personal-aside = 文件的页眉、页脚、脚注或批注中有个人信息未作处理：{ $masked }
    .title = 页眉页脚、批注中的个人信息
    .hint = 原件随报告公开，请删除批注和这些内容后重新报送
mobile-number = 有手机号码未作处理：{ $masked }
    .title = 手机号码未处理
    .hint = 请改用办公电话，或去标识化
bank-card-number = 疑有银行卡号未作处理：{ $masked }
    .title = 银行卡号未处理
    .hint = 请立即删除，并检查附件和已发布的网页

## 时限与法定内容

published-late = 发布日期 { $published }，晚于应发布日期 { $last }，逾期 { $days } 天
    .title = 逾期发布
    .hint = 政府部门应在 1 月 31 日前、县级以上地方人民政府应在 3 月 31 日前公布上一年度报告；街道、乡镇的日期由上级规定，可在设置中调整
signed-late = 落款日期 { $signed }，晚于应发布日期 { $last }，逾期至少 { $days } 天
    .title = 落款晚于应发布日期
    .hint = 核对落款日期；报告应在规定日期前向社会公布
signed-before-year-end = 落款日期 { $signed } 在 { $year }结束之前，年度数据尚未产生
    .title = 年度未结束即落款
    .hint = 请核对落款日期的年份
published-before-year-end = 发布日期 { $published } 在 { $year }结束之前，年度数据尚未产生
    .title = 年度未结束即发布
    .hint = 请核对发布日期和报告年度
accountability-missing = 报告没有写{ $topics }
    .title = 缺少监督保障内容
    .hint = 各级人民政府的年度报告还应包括工作考核、社会评议和责任追究结果情况；没有开展或没有发生的，也请写明
accountability-result-missing = { $topics }只写了制度，没有写结果
    .title = 监督保障没有结果
    .hint = 请补写本年的结果
fee-statement-missing = “其他需要报告的事项”没有写信息处理费收取情况
    .title = 没有写信息处理费
    .hint = 请写明发出收费通知的件数和总金额、实际收取的总金额；没有收取的，写明未收取
