# 运行与维护：serve、doctor、backup、restore、verify、user、import。

serve-ready = 已启动：{ $url } （监听 { $address }；按 Ctrl-C 停止）
serve-password = 已建立管理员，临时密码只显示这一次，首次登录时须修改。
      用户名：{ $sign_in }
      密码：{ $password }

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
