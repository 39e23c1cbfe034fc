# 运行与维护：serve、doctor、backup、restore、verify、user、import。

serve-ready = 已启动：{ $url } （监听 { $address }；按 Ctrl-C 停止）
serve-password = 已建立管理员，临时密码只显示这一次，首次登录时须修改。
      用户名：{ $sign_in }
      密码：{ $password }

backup-done = 已备份到 { $path }（数据 { $rows } 行，文件 { $blobs } 个，日志 { $entries } 条）
backup-missing = 数据中引用的文件不在存储中：{ $hash }
    .hint = 从较早的备份中找回这个文件，或联系开发者。
restore-done = 已恢复 { $at } 的备份（数据 { $rows } 行，文件 { $blobs } 个，日志 { $entries } 条），日志链完整。

verify-system = （系统）
verify-good = 完整
verify-bad = 断裂
verify-chain = { $name }  { $entries } 条  { $head }
verify-broken = { $name }  第 { $seq } 条：{ $why }
verify-why-altered = 内容被改动
verify-why-unlinked = 与前一条接不上
verify-why-gap = 序号不连续
verify-why-back-dated = 时间早于前一条
verify-why-head = 链尾与记录的不符
verify-why-cut-short = 先前留存的链尾已不存在，链被截短
verify-why-rewritten = 与先前留存的链尾不同，链被重写
verify-holds = 日志完整：{ $chains } 条链，{ $entries } 条记录。
verify-does-not-hold = 日志有断裂。完整的有 { $chains } 条链，{ $entries } 条记录。

user-password = { $sign_in } 的临时密码（只显示这一次，下次登录时须修改）：
user-role-at = { $body }·{ $role }
user-role-disclosure-officer = 经办人
user-role-reviewer = 审核人
user-role-secrecy-reviewer = 保密审查人
user-role-leader = 分管领导
user-role-supervisor = 主管部门
user-role-auditor = 审计
user-role-administrator = 管理员
user-status-active = 正常
user-status-waiting = 待改密码
user-status-locked = 已锁定
user-status-inactive = 已停用

doctor-settings = 设置
doctor-checks = 检查
doctor-from-flag = 命令行
doctor-state-good = 正常
doctor-state-doubtful = 提醒
doctor-state-bad = 错误
doctor-file = 配置文件 { $path }
doctor-no-file = 没有配置文件，使用默认设置
doctor-unknown-variable = 环境变量 { $name } 不对应任何设置
    .hint = 是否写错了？设置名称见上，变量名为 GONGKAI_ 加大写的名称。
doctor-folder = 数据文件夹可写：{ $path }
doctor-folder-missing = 还没有数据文件夹：{ $path }
    .hint = 首次启动 gongkai serve 时会建立。
doctor-folder-unwritable = 数据文件夹不可写：{ $path }（{ $detail }）
    .hint = 请把文件夹的所有者改为运行 gongkai 的用户。
doctor-database = 数据库可用：{ $version }（{ $address }）
doctor-database-missing = 还没有数据库：{ $address }
    .hint = 首次启动 gongkai serve 时会建立。
doctor-database-failed = 数据库不可用：{ $address }（{ $detail }）
    .hint = 请检查地址、密码、网络，以及数据库是否已启动。
doctor-database-defect = 数据库文件有损坏：{ $detail }
    .hint = 请停止服务，从最近的备份恢复。
doctor-schema = 数据结构为第 { $found } 版，是最新的
doctor-schema-none = 数据库是空的
    .hint = 首次启动 gongkai serve 时会建立数据结构。
doctor-schema-older = 数据结构为第 { $found } 版，本程序为第 { $known } 版
    .hint = 下次启动 gongkai serve 时会升级；升级前请先备份。
doctor-schema-newer = 数据结构为第 { $found } 版，本程序只认识到第 { $known } 版
    .hint = 请安装较新的程序。
doctor-clock = 时钟正常：{ $now }
doctor-clock-behind = 时钟慢了：现在是 { $now }，而日志最新一条写于 { $then }
    .hint = 请校准系统时间（例如启用 chrony）。
doctor-clock-differs = 与数据库服务器的时钟不一致：本机 { $now }，数据库 { $then }
    .hint = 请校准两台机器的系统时间。
doctor-people = 可用的管理员有 { $count } 名
doctor-no-administrator = 没有可用的管理员
    .hint = 用 gongkai user add … --role administrator 建立一名。
doctor-blobs = 文件存储可用：{ $place }
doctor-blobs-failed = 文件存储不可用：{ $place }（{ $detail }）
    .hint = 请检查文件夹权限，或 S3 的地址、密钥和桶。
doctor-fonts = 字体文件夹可用：{ $path }
doctor-fonts-unusable = 字体文件夹中没有可用的字体：{ $path }
    .hint = 请放入 ttf、otf 或 ttc 字体文件。
doctor-mail = 邮件服务器可用
doctor-mail-from = 设置了 mail.url，但没有设置 mail.from
    .hint = 请设置发件人，例如 mail.from = "政务公开 <xxgk@example.gov.cn>"。
doctor-mail-failed = 邮件服务器不可用：{ $detail }
    .hint = 请检查 mail.url 中的地址、端口、用户名和密码。
doctor-no-tls = 在 { $listen } 上对外监听，但没有使用 https
    .hint = 请在前面放置终止 TLS 的反向代理，并设置 site.public_url = "https://…"。

error-no-installation = { $place } 还没有安装
    .hint = 请检查 --data 或 --database；首次启动 gongkai serve 时会建立。
error-outdated = 数据库为第 { $found } 版，本程序为第 { $known } 版
    .hint = 请先备份，再用本程序启动一次 gongkai serve。
error-unreadable = 无法读取“{ $path }”：{ $detail }
    .hint = 请检查路径和文件。
error-unknown-body = 没有名为“{ $name }”的机关
    .hint = 请写全称，或用机关的编号。
error-several-bodies = 名为“{ $name }”的机关不止一个：{ $ids }
    .hint = 请改用其中一个编号。
error-unknown-person = 没有用户名为“{ $sign_in }”的人员
    .hint = 全部人员见 gongkai user list。
error-backup = 备份“{ $path }”失败：{ $detail }
    .hint = 请检查磁盘空间和权限，并运行 gongkai doctor。
error-backup-foreign = “{ $path }”不是 gongkai 的备份
    .hint = 请指定 gongkai backup 写出的 zip 文件。
error-backup-newer = “{ $path }”由较新的程序写出（第 { $found } 版，本程序认识到第 { $known } 版）
    .hint = 请安装较新的程序。
error-backup-altered = “{ $path }”中的 { $part } 与清单不符，没有恢复任何内容
    .hint = 请换一份备份。
error-backup-broken = “{ $path }”中的日志在 { $chain } 第 { $seq } 条断裂，没有恢复任何内容
    .hint = 请换一份较早的备份。
error-restore-in-use = 没有恢复“{ $path }”：目标数据库不是空的
    .hint = 请用 --data 指定一个新的文件夹，或用 --database 指定一个空的数据库。

error-configuration-unreadable = 无法读取配置文件“{ $path }”：{ $detail }
    .hint = 请检查路径和权限。
error-configuration-syntax = { $place }：不是有效的 TOML（{ $detail }）
    .hint = 文字要加引号，例如 listen = "127.0.0.1:7110"。
error-configuration-unknown = { $place }：没有“{ $name }”这项设置
    .hint = 全部设置见 gongkai doctor。
error-configuration-near = { $place }：没有“{ $name }”这项设置
    .hint = 是不是“{ $near }”？
error-configuration-value = { $place }：{ $found } 不对，应为{ $wanted }
    .hint = 全部设置见 gongkai doctor。
error-runtime = 无法启动服务线程：{ $detail }
error-listen = 无法监听 { $address }：{ $detail }
    .hint = 是否已经启动了一个？可用 --listen 换一个端口。
error-store = 数据存取失败：{ $detail }
    .hint = 请运行 gongkai doctor 检查数据库和文件夹。
error-app = 没有完成：{ $detail }

setting-kind-text = 文字
setting-kind-folder = 文件夹
setting-kind-listen = 地址和端口，例如 127.0.0.1:7110
setting-kind-url = 以 http:// 或 https:// 开头的网址
setting-kind-number = 大于 0 的整数
setting-kind-flag = true 或 false
setting-kind-body-kind = government、department、street、township、community、village 或 institution
setting-kind-body-level = province、city、county、township 或 village
setting-kind-log-format = auto、text 或 json
