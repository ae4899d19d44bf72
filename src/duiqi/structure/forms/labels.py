"""Labels that forms, contracts, certificates and letters have in both languages: ``甲方 Party A: 张三`` is one,
whatever stands behind it, and ``使用 Git：分支`` none."""

from __future__ import annotations

import re

# What both halves hold, by the forms and contracts of the tests and common ones of offices, schools and banks.
_LABELS = (
    ("甲方", "party a"),
    ("乙方", "party b"),
    ("丙方", "party c"),
    ("[买買]方|[买買]受人", "buyer|purchaser"),
    ("[卖賣]方|出[卖賣]人", "seller|vendor"),
    ("出租", "lessor|landlord"),
    ("承租", "lessee|tenant"),
    ("姓名|名字|[称稱]呼", "name"),
    ("名[称稱]|公司|[单單]位|企[业業]|机构|機構", "name|company|employer|organi[sz]ation|unit|institution"),
    ("地址|住址|住所", "address|residence|domicile"),
    ("[电電][话話]|手[机機]", "tel|phone|mobile"),
    ("[传傳]真", "fax"),
    ("日期|[时時][间間]", "date|time"),
    ("[签簽][字名署章]|[盖蓋]章", "sign|seal|stamp|chop"),
    ("[编編][号號]|[号號][码碼]|[证證]件[号號]|[号號]$", r"no\b|number|ref|code|id"),
    ("[邮郵]箱|[电電]子[邮郵]件|[邮郵]件", "e-?mail"),
    ("[邮郵][编編]|[邮郵]政[编編][码碼]", r"zip|post(?:al)?\s?code|postcode"),
    ("[职職][务務位称稱]|[岗崗]位", "title|position|post|occupation|rank"),
    ("金[额額]|[总總][额額价價]|合[计計]|[总總][计計]", "amount|total|sum|price"),
    ("[数數]量", "quantity|qty"),
    ("[单單][价價]|[价價]格", "price"),
    ("[国國]籍", "nationality|citizenship"),
    ("性[别別]", "sex|gender"),
    ("出生", "birth|born"),
    ("地[点點]", "place|venue|location"),
    ("班[级級]", "class"),
    ("年[级級]", "grade|year"),
    ("得分|分[数數]|成[绩績]", "score|grade|mark|result|point"),
    ("[学學]校|院校", "school|university|college"),
    ("[专專][业業]", "major|speciali[sz]ation"),
    ("主[题題]|事由", "subject|re\\b|topic"),
    ("收件人|致$", "to\\b|recipient|addressee"),
    ("[发發]件人", "from\\b|sender"),
    ("抄送", "cc\\b"),
    ("品名|[产產]品|商品|[货貨]物", "product|goods|commodity|description|item|name"),
    ("型[号號]", "model|type"),
    ("[规規]格", "spec|size"),
    ("[产產]地", "origin|place"),
    ("[备備][注註]", "remark|note|comment"),
    ("[银銀]行|[开開][户戶]", "bank"),
    ("[账帳賬][号號户戶]", "account|a/c"),
    ("[联聯][系絡络]", "contact"),
    ("代表|[经經][办辦]人|[负負][责責]人", "representative|handled|person in charge|agent|principal"),
    ("有效期|期限", "valid|expir|term|period"),
    ("[护護]照", "passport"),
    ("年[龄齡]", "age"),
    ("[婚][姻]", "marital"),
)
_PATTERNS = [(re.compile(zh), re.compile(rf"\b(?:{en})", re.IGNORECASE)) for zh, en in _LABELS]
# Longer halves are sentences.
LONGEST = 60


def is_known_label(chinese: str, english: str) -> bool:
    """Whether the two halves of a label of a form say the same, one of those that are known."""
    if max(len(chinese), len(english)) > LONGEST:
        return False
    return any(zh.search(chinese.rstrip("：: ")) and en.search(english) for zh, en in _PATTERNS)
