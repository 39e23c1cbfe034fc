# 帮助。about- 为命令说明，usage- 为用法，help-<命令>-<参数> 或 help-<参数> 为参数说明，value- 为参数值的名称。

heading-usage = 用法：
heading-commands = 命令
heading-arguments = 参数
heading-options = 选项

value-command = 命令
value-file = 文件
value-folder = 文件夹
value-format = 格式
value-lang = 语言
value-count = 数量
value-out = 输出文件
value-in = 输入文件
value-earlier = 前一份
value-later = 后一份
value-severity = 程度
value-code = 代码
value-shell = 命令行
value-listen = 地址:端口
value-address = 地址
value-setting = 设置=值
value-target = 目标
value-backup = 备份文件
value-sign-in = 用户名
value-name = 姓名
value-role = 角色
value-body = 机关
value-email = 邮箱
value-phone = 电话
value-table = 表格
value-year = 年度
value-settings = 设置文件

about-gongkai = 政府信息公开工作年度报告：读取、核查、对照、汇总、转换
    .after = 文件可以是 txt、markdown、html、docx、doc、wps、xlsx、xls、et、csv、pdf、ofd，也可以是文件夹、通配符（如 '年报/*.docx'）、zip 压缩包，“-”为标准输入。

        退出码：0 完成；1 发现错误或用法有误；2 有文件无法读取或无法继续。
usage-gongkai = gongkai [选项] <命令>

about-read = 读取年度报告，显示各表数据、文中数据和问题
    .after = 默认输出供人阅读的摘要。--format json 每份报告输出一个 JSON 对象，一行一个。

        示例：
          gongkai read 青禾街道2023.docx
          gongkai read 年报/ --format json > 年报.jsonl
usage-read = gongkai read [选项] <文件>...

about-check = 核查年度报告，逐条列出问题、位置、依据和建议
    .after = 没有“错误”时退出码为 0，有“错误”时为 1，有文件无法读取时为 2（其余文件照常核查）。同时核查多份报告时，还比对各份之间的雷同文字。

        示例：
          gongkai check 青禾街道2023.docx --prior 青禾街道2022.docx
          gongkai check 2023年/ --prior 2022年/ --min-severity warning
          gongkai check 全区年报.zip --format json
usage-check = gongkai check [选项] <文件>...

about-compare = 对照两份年度报告：同一单位两个年度，或两个单位
    .after = 增减为后一份减前一份。不加 -o 时显示在屏幕上。

        示例：
          gongkai compare 青禾街道2022.docx 青禾街道2023.docx -o 对照.xlsx
usage-compare = gongkai compare [选项] <前一份> <后一份>

about-total = 汇总多份年度报告，并列出各单位缺什么
    .after = 未填的数据不按 0 计。不加 -o 时显示在屏幕上；-o 可以写多次，一次得到多种格式。

        示例：
          gongkai total 2023年/ -o 全区汇总.xlsx -o 全区汇总.docx
usage-total = gongkai total [选项] <文件>...

about-convert = 把年度报告转换为另一种格式，按规定的表样输出
    .after = 格式由输出文件的扩展名决定：docx、xlsx、html、pdf、md、csv、json。

        示例：
          gongkai convert 青禾街道2023.pdf 青禾街道2023.docx
usage-convert = gongkai convert [选项] <输入文件> <输出文件>

about-serve = 启动服务：公开门户、办公端、接口和后台任务
    .after = 不需要任何配置：数据都放在 data 文件夹，监听 127.0.0.1:7110。设置可写在该文件夹的 gongkai.toml、环境变量（site.public_url 对应 GONGKAI_SITE_PUBLIC_URL）或选项中，后者优先。

        示例：
          gongkai serve
          gongkai serve --data /var/lib/gongkai --listen 0.0.0.0:7110
          gongkai serve --demo out/demo
usage-serve = gongkai serve [选项]

about-doctor = 显示全部设置，检查数据库、文件夹、时钟、邮件和字体
    .after = 密码和密钥不显示。没有错误时退出码为 0（提醒不算错误），有错误时为 1。

        示例：
          gongkai doctor
          gongkai doctor --data /var/lib/gongkai --format json
usage-doctor = gongkai doctor [选项]

about-backup = 备份，服务不必停止
    .after = 全部数据、文件和校验值写入一个 zip 文件，无论来自 SQLite 还是 PostgreSQL，都可以恢复到任何一种。目标为文件夹时，文件以时刻命名。

        示例：
          gongkai backup /backup/
          gongkai backup --data /var/lib/gongkai /backup/gongkai.zip --force
usage-backup = gongkai backup [选项] <目标>

about-restore = 把备份恢复到空的安装中
    .after = 先核对全部校验值和日志；有任何不符，就什么也不恢复。

        示例：
          gongkai restore /backup/gongkai-20240115T010000Z.zip --data /var/lib/gongkai-new
usage-restore = gongkai restore [选项] <备份文件>

about-verify = 核验日志链是否完整
    .after = 逐链指出第一条断裂的记录。被截短或重写的链本身看不出问题，要与先前另行留存的链尾比对：--format json 的输出，或一份备份。完整时退出码为 0，否则为 1。

        示例：
          gongkai verify --format json > 链尾.json
          gongkai verify --heads 链尾.json
usage-verify = gongkai verify [选项]

about-user = 人员、密码和角色：在办公端无人可以操作时使用
    .after = 示例：
          gongkai user list
          gongkai user add wang.jingban --role disclosure-officer --body 青禾街道办事处
          gongkai user reset-password admin
usage-user = gongkai user <命令>

about-list = 列出全部人员及其角色
usage-list = gongkai user list [选项]
about-add = 增加人员并给予第一个角色，输出临时密码
usage-add = gongkai user add [选项] --role <角色> <用户名>
about-reset-password = 为人员设置临时密码，并结束其登录
usage-reset-password = gongkai user reset-password [选项] <用户名>
about-grant = 给予角色
usage-grant = gongkai user grant [选项] --role <角色> <用户名>
about-revoke = 收回角色
usage-revoke = gongkai user revoke [选项] --role <角色> <用户名>
about-unlock = 解除因密码错误造成的锁定
usage-unlock = gongkai user unlock [选项] <用户名>
about-disable = 停用人员，并结束其登录
usage-disable = gongkai user disable [选项] <用户名>
about-enable = 重新启用人员
usage-enable = gongkai user enable [选项] <用户名>

about-import = 导入机关或年度报告
    .after = 示例：
          gongkai import bodies 机关.xlsx
          gongkai import bodies 机关.xlsx --apply
          gongkai import reports 2023年/ 补报.zip --year 2023
usage-import = gongkai import <命令>

about-bodies = 从表格（xlsx、csv）导入机关：先逐行显示结果，加 --apply 后导入
usage-bodies = gongkai import bodies [选项] <表格>
about-reports = 把年度报告文件、文件夹或压缩包导入某年的收集
usage-reports = gongkai import reports [选项] --year <年度> <文件>...

about-completions = 输出命令行补全脚本
    .after = 示例：
          gongkai completions bash > ~/.local/share/bash-completion/completions/gongkai
usage-completions = gongkai completions [选项] <命令行>

about-man = 输出手册页
usage-man = gongkai man [选项]

help-files = 文件、文件夹、通配符、zip 压缩包，或“-”（标准输入）
help-lang = 语言：zh-CN 或 en（默认依系统语言环境，两者都不是时用中文）
help-jobs = 同时处理的文件数（默认为处理器数）
help-verbose = 另外说明略过了哪些文件
help-help = 显示帮助
help-version = 显示版本
help-format = 输出格式：text 供人阅读，json 供程序使用（默认 text）
help-output = 写入文件，格式由扩展名决定：docx、xlsx、html、pdf、md、csv、json
help-total-output = 写入文件，格式由扩展名决定：docx、xlsx、html、pdf、md、csv、json；可写多次
help-folder = 生成 pdf 时优先使用的字体所在文件夹（ttf、otf、ttc；其下 heading/ 中的字体用于标题）；也可用环境变量 GONGKAI_FONTS 指定
help-check-prior = 上一年度的报告；给文件夹或压缩包时，按单位名称和年度在其中查找
help-check-min_severity = 只显示达到此程度的问题：info（提示）、warning（提醒）、error（错误）（默认 info）
help-check-only = 只核查这些代码的问题，用逗号分隔
help-check-ignore = 不核查这些代码的问题，用逗号分隔
help-check-settings = 核查设置（JSON）：报送期限、雷同比例、启用或停用的规则等
help-compare-left = 前一份报告（较早的年度）
help-compare-right = 后一份报告
help-convert-input = 要转换的报告
help-convert-output = 要写入的文件，格式由扩展名决定
help-convert-as_is = 原样转换全文，不套用规定的表样
help-force = 覆盖已有的文件
help-listen = 监听的地址和端口（默认 127.0.0.1:7110）
help-demo = 演示：首次启动时载入 xtask demo 写出的文件夹，并显示演示用的用户名和密码
help-config = 配置文件（默认为数据文件夹中的 gongkai.toml）
help-data = 数据文件夹（默认 data）
help-database = 数据库：sqlite:路径 或 postgres://…（默认为数据文件夹中的文件）
help-set = 任一设置，例如 site.behind_proxy=true；可写多次
help-target = 要写入的文件，或放置文件的文件夹
help-restore-backup = gongkai backup 写出的文件
help-verify-heads = 先前留存的链尾：--format json 的输出，或一份备份
help-sign_in = 登录用的用户名
help-name = 姓名（默认与用户名相同）
help-role = disclosure-officer（经办人）、reviewer（审核人）、secrecy-reviewer（保密审查人）、leader（分管领导）、supervisor（主管部门）、auditor（审计）或 administrator（管理员）
help-body = 机关的名称或编号（默认为最上级机关）
help-email = 邮箱
help-phone = 电话
help-reads = 使用的语言：zh-CN 或 en
help-bodies-file = 机关表格：xlsx 或 csv；表头见办公端“下载模板”
help-below = 导入到哪个机关之下：名称或编号（默认为最上级机关）
help-apply = 确实导入
help-year = 报告的年度
help-collector = 由哪个机关收集：名称或编号（默认为最上级机关）
help-completions-shell = bash、zsh、fish、elvish 或 powershell
help-man-command = 要输出手册页的命令；不写则输出总的手册页
help-man-dir = 把所有命令的手册页写入此文件夹

complaint-unknown-argument = 没有“{ $argument }”这个选项。
complaint-unknown-command = 没有“{ $command }”这个命令。
complaint-suggestion = 是不是“{ $suggestion }”？
complaint-value-missing = “{ $argument }”缺少值。
complaint-value = “{ $argument }”不能是“{ $value }”，可以是：{ $valid }。
complaint-value-kind = “{ $argument }”的值“{ $value }”不对。
complaint-missing = 缺少 { $argument }。
complaint-conflict = “{ $argument }”不能与“{ $other }”同时使用。
complaint-too-many = 多出一个值“{ $value }”。
complaint-help = 用法见 gongkai --help，某一命令见 gongkai <命令> --help。
