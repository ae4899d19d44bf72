-brand-name = 港湾
window-title = 欢迎使用{ -brand-name }
unread =
    { $count ->
        [0] 没有新消息。
       *[other] 您有{ $count }条新消息。
    }请打开收件箱。
save-button =
    .label = 保存更改
    .accesskey = S
about =
    在您发送之前，{ -brand-name }把您写的内容
    保存在这台计算机上。

    未经询问，不会发送任何内容。
quoted = 输入{ "{" }开始一个字段。
price = { NUMBER($sum, minimumFractionDigits: 2) }
