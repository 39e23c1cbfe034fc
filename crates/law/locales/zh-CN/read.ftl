# 阅读年度报告时的发现。标识即发现代码；.hint 说明怎么办。

document-encoding-mismatch = 文件声明的字符编码与实际不符（{ $detail }），已按实际编码读取
    .title = 字符编码声明不符
    .hint = 请网站管理员更正页面的编码声明
document-encoding-damaged = 文件中有 { $detail } 处字节无法还原成文字
    .title = 字符损坏
    .hint = 用原程序打开核对，重新保存为 UTF-8 或 docx 后再读
document-scanned = { $detail ->
        [all] 全文是扫描件或图片
       *[other] 第 { $detail } 页是扫描件或图片
    }，没有文字层，读不出内容
    .title = 扫描件
    .hint = 请报送单位提供可编辑的原件（docx、xlsx）或由原件直接导出的 pdf
document-damaged = 文件有一处已损坏（{ $detail ->
        [xml] 内部结构不完整
        [entity] 有无法识别的字符代号
        [text] 正文不完整
        [FontFile] 嵌入的字体
        [page] 这一页
        [row-end] 表格行
        [table-definition] 表格定义
       *[other] { $detail }
    }），能读出的部分已读出
    .title = 文件损坏
    .hint = 用原程序打开并另存一份，再次报送
document-embedded = 文件中嵌入了另一个文档（插入的文件或合并的稿件），其中的内容未读取
    .title = 嵌入的文档未读取
    .hint = 用 Word 打开并另存一份，嵌入的内容即成为正文，再次报送；仍读不出的，把内容复制到正文中
document-limit = 文件超出处理上限（{ $detail ->
        [cells] 单元格数
        [characters] 字数
        [columns] 列数
        [depth] 嵌套层数
        [merges] 合并单元格数
        [strings] 文字条数
        [rules] 线条数
        [drawing] 绘图指令数
        [pages] 页数
        [blocks] 段落数
        [lines] 行数
       *[other] { $detail }
    }），其余部分未读
    .title = 文件超出上限
    .hint = 检查文件是否正常；报告正文与附件分开保存
document-picture = 文件中有 { $detail } 幅图片，图片里的文字未读取
    .title = 图片未读取
    .hint = 如果表格是以图片粘贴的，请改为可编辑的表格
document-hidden = { $detail ->
        [none] 文件中有隐藏内容，未读取
       *[other] 文件中有隐藏、过浅或斜置的内容，未读取：{ $detail }
    }
    .title = 隐藏内容
    .hint = 公开前取消隐藏并核对，确认无误再删除或保留
document-unseen = { $detail ->
        [none] 文件中有看不见的内容，已照常读取
        [scan] 图片（扫描件）下有看不见的文字，已照常读取
       *[other] 文件中有隐藏的行或列（{ $detail }），已照常读取
    }
    .title = 看不见的内容已读取
    .hint = 公开前取消隐藏并核对：有用的改为显示，无用的删除；扫描件请改用可编辑的原件
document-watermark = 文件页面上有浅色斜置的字样（“{ $detail }”），按水印处理，未作内容读取
    .title = 水印
    .hint = 确认这些字样不是正文；公开用的文件可去掉水印
document-tracked-changes = 文件带有修订痕迹，已按接受全部修订读取
    .title = 修订痕迹
    .hint = 公开前接受或拒绝全部修订，去除痕迹
document-struck = 文件中有画了删除线的文字（{ $detail }），未作内容读取
    .title = 删除线
    .hint = 公开前删去划掉的文字，或去掉删除线
cells-struck = “{ $table }”有 { $count } 格中的文字（{ $detail }）画了删除线，未作内容读取
    .title = 单元格内容被画去
    .hint = 作废的数字请删除后填写现在的数字；仍然有效的，请去掉删除线
cells-hidden = “{ $table }”有 { $count } 格中有隐藏、过浅或斜置的文字（{ $detail }），未作内容读取
    .title = 单元格内有隐藏文字
    .hint = 公开前核对：有用的改为正常显示，无用的请去掉
cells-unseen = “{ $table }”有 { $count } 格在隐藏的行或列中（{ $detail }），已照常读取
    .title = 单元格在隐藏的行列中
    .hint = 公开前取消隐藏并核对：是本报告数据的改为显示，不是的删除
cells-rounded = “{ $table }”有 { $count } 格显示的数与保存的数不同（显示→保存：{ $detail }），已按显示的数读取
    .title = 显示的数经过舍入
    .hint = 核对以哪个数为准：以保存的数为准的，调整单元格格式显示全部小数；以显示的数为准的，直接填写该数
document-unknown-glyphs = 有 { $detail } 个字形没有对应的文字
    .title = 无法识别的字形
    .hint = 用原件重新导出 pdf，导出时嵌入字体
document-span-clamped = 表格单元格的跨度不合常理（{ $detail ->
        [rows] 行
       *[other] { $detail }
    }），已按上限处理
    .title = 单元格跨度异常
    .hint = 核对该表格的行列

title-year-overruled = 标题写的是{ $title }，统计期限和第一部分写的都是{ $year }，按{ $year }报告读取
    .title = 标题年份不一致
    .hint = 请核对标题，是否沿用了往年的标题
cells-marked-missing = 有 { $count } 格写着“〔未读出〕”：上一次转换时没有读出这些格
    .title = 标明未读出的格
    .hint = 按原件补填，原件未填的删去标记留空

label-deviation = 表格标签写作“{ $found }”，规定格式为“{ $expected }”
    .title = 标签与格式不同
    .hint = 按规定格式改正标签文字
label-missing = 表格中有一行缺少标签，按顺序应为“{ $expected }”
    .title = 缺少标签
    .hint = 补上该行标签并核对数字
band-missing = 这部分表格上方没有“{ $expected }”字样
    .title = 缺少条款标签
    .hint = 按规定格式补上该条款
label-artefact = 标签中混入了文字处理软件的残留标记“{ $found }”
    .title = 标签有残留标记
    .hint = 删除该标记
columns-out-of-order = 各列依次为“{ $found }”，规定格式的顺序为“{ $expected }”；数字已按各自列名读取
    .title = 列的顺序不符
    .hint = 按规定格式的顺序排列各列，并核对数字是否随列名一起移动
columns-missing = 表中没有“{ $columns }”列，这些单元格未读取
    .title = 缺少列
    .hint = 按规定格式补上该列；没有发生的填 0
rows-out-of-order = “{ $rows }”的位置与规定格式的顺序不同；数字已按各行名称读取
    .title = 行的顺序不符
    .hint = 按规定格式的顺序排列各行，并核对数字是否随行名一起移动
row-doubled = { $kind ->
        [figures] “{ $row }”的表格中数字不止一行，无法确定以哪一行为准，均未读取
       *[label] 表中有两行“{ $row }”，无法确定以哪一行为准，均未读取
    }
    .title = 同一行出现两次
    .hint = 按规定格式合并为一行，填写合计数
cells-joint = { $kind ->
        [merged] 合并单元格中的“{ $found }”跨着“{ $names }”，分不清各是多少，均未读取
        [column] 列名“{ $found }”把规定格式的“{ $names }”合在一列，分不清各是多少，均未读取
       *[row] 标签“{ $found }”把规定格式的“{ $names }”合在一起，分不清各是多少，均未读取
    }
    .title = 几格合为一个数
    .hint = 按规定格式分开，逐格填写各自的数字
report-second = 文件中还有另一份报告《{ $title }》，从此处开始；只读取了它前面的一份
    .title = 一个文件有两份报告
    .hint = 把两份报告分别存为两个文件报送
table-twice = { $kind ->
        [named] 文件中“{ $table }”的表格不止一张，此处的标着“{ $said }”，无法确定哪一张是本报告的，均未读取
        [unnamed] 文件中“{ $table }”的表格不止一张，此处是其中一张，无法确定哪一张是本报告的，均未读取
       *[copy] 文件中“{ $table }”的表格不止一张，此处又出现一次，无法确定以哪一张为准，均未读取
    }
    .title = 同一表格出现多次
    .hint = 一个文件只放一份报告：各机关、各时期的报告分别存为一个文件报送；其他年度或其他机关的数据请移到附件
table-in-parts = “{ $table }”的各列分在几张表格里，此处是又一张；未能合并，一个数也没有读取
    .title = 一张表格拆成了几张
    .hint = 按规定格式把各列合并在一张表格里重新上传，或在核对台逐格录入
table-out-of-place = “{ $table }”的表格不在该标题之下，而在此处；已按表格自身的行列读取
    .title = 表格不在本节
    .hint = 按规定格式把表格放到该标题之下
row-elsewhere-too = 此处也有“{ $row }”一行，数字与规定表格中的不同，无法确定以哪一处为准，均未读取
    .title = 同一行在两处数字不同
    .hint = 核对两处的数字，在规定表格中填写正确的数字
table-of-others = 此处的“{ $table }”表格标有“{ $said }”，可能是其他机关或其他年度的，未读取
    .title = 表格可能不是本报告的
    .hint = 核对表格标题和工作表名称；确为本报告数据的，把表格放到规定标题之下后重新上传，或在核对台逐格录入
table-left-aside = 此处还有标着“{ $said }”的“{ $table }”表格，不是本报告的数据，未读取
    .title = 附有其他机关或其他年度的表格
    .hint = 无需处理；确为本报告数据的，改正表格标题后重新上传
table-body-other = “{ $table }”的表格上方写着“{ $said }”，不是报告机关；数字已照表读取
    .title = 表格标的机关不一致
    .hint = 核对表中是不是本机关的数据：是其他机关的，换成本机关的表；是本机关的，改正表格上方的文字
table-sample = “{ $table }”的表格上方写着“{ $said }”，像是填写样例；数字已照表读取
    .title = 表格标为样例
    .hint = 核对表中是不是本机关的数据：是样例的，换成本机关的表；是本机关的，删去表格上方的文字
table-year-other = “{ $table }”的表格上方写着“{ $said }”，与报告年度 { $year } 年不一致；数字已照表读取
    .title = 表格标的年度不一致
    .hint = 核对表中是不是本年度的数据：是上年的，换成本年度的表；是本年度的，改正表格上方的文字
cells-unread = “{ $table }”有 { $count } 格的行列对不上，未能读出
    .title = 单元格未能读出
    .hint = 对照原件逐格核对；表头和行名按规定格式写在各自的格中
table-unread = 此处有“{ $table }”的表格，但行列关系无法识别，一个数也没有读取
    .title = 表格无法读取
    .hint = 按规定格式重新制表（不要转置、不要用符号画表），或在核对台逐格录入
row-extra = 表中多出“{ $row }”一行，规定格式没有这一行，其中的数字未读取
    .title = 多出一行
    .hint = 按规定格式归入相应的行，再删去多出的一行
row-missing = 表中没有“{ $row }”一行
    .title = 缺少一行
    .hint = 按规定格式补上该行；没有发生的填 0
row-cells-uncertain = { $count ->
        [apart] “{ $row }”下面有 { $found } 个数，但表中还有不知属于哪一行的数，标签与数字不在同一行，无法确定这些数是这一行的
        [same] “{ $row }”有 { $found } 个数，数目与规定相同，但从本表其他行看，这一行缺了或多了单元格，或者断成了两截，无法确定各数属于哪一格
       *[other] “{ $row }”应有 { $expected } 个数，实有 { $found } 个，无法确定各数属于哪一格
    }
    .title = 一行数字无法对应
    .hint = 对照原件逐格核对，补齐缺少的或者删去多出的单元格
row-cells-agreed = { $count ->
        [same] “{ $row }”有 { $found } 个数，数目与规定相同，但从本表其他行看，这一行缺了或多了单元格；各种对应方式结果一致，已据此读取
       *[other] “{ $row }”应有 { $expected } 个数，实有 { $found } 个；各种对应方式结果一致，已据此读取
    }
    .title = 一行数字已判定
    .hint = 删去多出的单元格或补齐缺少的单元格
row-cells-by-arithmetic = { $count ->
        [same] “{ $row }”有 { $found } 个数，数目与规定相同，但从本表其他行看，这一行缺了或多了单元格；已按勾稽关系推定能够确定的单元格
       *[other] “{ $row }”应有 { $expected } 个数，实有 { $found } 个；已按勾稽关系推定能够确定的单元格
    }
    .title = 一行数字按勾稽判定
    .hint = 对照原件核对该行，补齐缺少的单元格
cell-text = { $kind ->
    [dash] 单元格内的“{ $found }”数字前有短横，看不出是负数还是另有所指，未作数字读取
    [formula] 单元格内是公式“{ $found }”，文件没有存下它的结果，未作数字读取
    [format] 单元格的数字格式使显示的数与存入的数不同（存入的数和格式：{ $found }），看不出以哪个为准，未作数字读取
    [part] 单元格内只读出“{ $found }”，数字的其余部分是图片、控件或样式添加的内容，或者压在表格线上、印在表格外、被遮住，整个数字无法确定，未作数字读取
    [padded] { $cells ->
        [1] 单元格内是“{ $found }”
       *[other] 有 { $cells } 格内是“{ $found }”
    }，看不出是数字前补了 0，还是相邻两格的数连在了一起，未作数字读取
   *[other] { $cells ->
        [1] 单元格内是文字“{ $found }”，不是数字
       *[other] 有 { $cells } 格内是文字“{ $found }”，不是数字
    }
}
    .title = 单元格内不是数字
    .hint = { $kind ->
        [formula] 用 Excel 或 WPS 打开文件，公式算出结果后保存，再读取一次
        [format] 把单元格格式改为“常规”，核对后保存
        [part] 对照原件核对这一格和相邻的格；请报送单位调整列宽或缩进，使数字都在格内，再导出一次
        [padded] 数字前不补 0；对照原件核对后填写
       *[other] 填写数字；件数不会小于 0，没有发生的填 0
    }
cell-annotated = 数字 { $value } 后附有说明{ $note }
    .title = 数字附有说明
    .hint = 表内只填数字，说明写入正文
money-without-unit = 金额 { $value } 没有写明单位
    .title = 金额没有单位
    .hint = 写明单位（元或万元），避免汇总时相差万倍
