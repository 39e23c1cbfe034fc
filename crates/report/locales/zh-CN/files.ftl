# 为什么读不了一个文件，怎么办。
file-too-large = 文件超过 { $mebibytes } MB
    .hint = 请确认是否为年度报告；可压缩其中的图片后重试
file-reader-failed = 程序读取这个文件时出错
    .hint = 请另存为 docx 或 pdf 后重试，并把文件提供给开发者
file-archive = 压缩包已损坏，打不开（技术信息：{ $detail }）
    .hint = 请重新压缩；请用 zip 格式的标准（Deflate）压缩方式
file-archive-encrypted = 压缩包有密码
    .hint = 请解压后再读取
file-archive-too-large = 压缩包解压后过大，或文件过多
    .hint = 请解压后再读取
file-archive-nested = 压缩包里的压缩包里还有压缩包
    .hint = 请解压后再读取
file-empty = 文件是空的
    .hint = 请重新取得文件
file-foreign = 文件内容为“{ $found }”，不是报告文件
    .hint = { $kind ->
        [picture] 这是图片，里面的文字和数据读不出来；请报送电子原件（docx、wps、xlsx 等），或带文字的 pdf
        [archive] 请解压后再读取，或改用 zip 格式压缩
        [program] 不要运行；请报送单位提供报告文件本身，自解压包请先在安全的电脑上解压
       *[other] 请另存为 docx、pdf、xlsx、html 或 txt
    }
file-encrypted = { $format ->
        [docx] Office 文件（docx 或 xlsx）
       *[other] { $format } 文件
    }有密码
    .hint = 请去掉密码后另存
file-damaged = { $format } 文件已损坏，打不开（技术信息：{ $detail }）
    .hint = 请用原来的程序打开后重新保存
file-beyond-limit = { $format } 文件超出限度（{ $limit ->
        [inflated_bytes] 解压后的大小
        [pages] 页数
        [objects] 对象数
        [depth] 嵌套层数
        [widths] 字宽数据
       *[other] { $limit }
    }）
    .hint = 请确认是否为年度报告

# 不是报告的文件是什么。
file-kind-json-data = JSON 数据
file-kind-png-picture = png 图片
file-kind-jpg-picture = jpg 图片
file-kind-gif-picture = gif 图片
file-kind-tiff-picture = tiff 图片
file-kind-ico-picture = ico 图片
file-kind-webp-picture = webp 图片
file-kind-bmp-picture = bmp 图片
file-kind-rar-archive = rar 压缩包
file-kind-7z-archive = 7z 压缩包
file-kind-gz-archive = gz 压缩包
file-kind-bz2-archive = bz2 压缩包
file-kind-xz-archive = xz 压缩包
file-kind-zst-archive = zst 压缩包
file-kind-cab-archive = cab 压缩包
file-kind-tar-archive = tar 压缩包
file-kind-zip-archive = zip 压缩包
file-kind-exe-program = 可执行程序
file-kind-elf-program = 可执行程序
file-kind-sqlite-database = 数据库文件
file-kind-xls-of-excel-5-or-older = Excel 5 或更早版本的 xls
file-kind-xls-of-excel-4-or-older = Excel 4 或更早版本的 xls
file-kind-doc-of-word-2-0-or-older = Word 2.0 或更早版本的 doc
file-kind-sound-or-film = 音频或视频
file-kind-office-package-of-an-unknown-kind = 不认识的 Office 文件
file-kind-binary-data = 不认识的二进制数据
file-kind-ole-compound-file = 不认识的 OLE 复合文件（可能是损坏的 doc、xls 或 wps）
