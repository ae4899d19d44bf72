# Notes for translators are no text.
-brand-name = Harbour
### Sections
window-title = Welcome to { -brand-name }
unread =
    { $count ->
        [0] You have no new messages.
        [one] You have one new message.
       *[other] You have { $count } new messages.
    } Open the inbox.
save-button =
    .label = Save the changes
    .accesskey = S
about =
    { -brand-name } keeps what you write on this computer
    until you send it.

    Nothing is sent without being asked for.
quoted = Write { "{" } to begin a field.
price = { NUMBER($sum, minimumFractionDigits: 2) }
not a message
