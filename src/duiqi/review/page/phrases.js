// The phrases for parts of a score in Chinese; in English they come with the data (aligner/scoring, aligner/result/parts).

import { spoken } from "./strings.js";

/** @type {Record<string, string>} English → Chinese */
const CHINESE = {
  "English words that the Chinese explains": "能由中文解释的英文词",
  "Chinese words that the English explains": "能由英文解释的中文词",
  "share of the words paired, in much text": "配上的词所占比例（文字多时）",
  "that share, of words in like places": "其中位置相近的词所占比例",
  "share of the words paired in the sentence with the least": "配上最少的句中，配上的词所占比例",
  "words beside its end that belong beyond it": "末尾两旁应归入另一边的词",
  "numbers without an equal one on the other side": "另一侧没有相同数字的数字",
  "length of both sides": "两侧的长度",
  "how well the lengths agree": "两侧长度的相称程度",
  "that lengths may be far apart once in a while": "两侧长度偶尔可相差甚远",
  "how well the numbers of clauses agree": "两侧分句数的相称程度",
  "length of what has no partner, in few sentences": "无对应文字的长度（句子较少时）",
  "ends inside a quotation on one side only": "仅一侧在引语之内结束",
  "a quotation closes at the end of both sides": "两侧末尾都有引语结束",
  "a quotation closes at the end of one side only": "仅一侧末尾有引语结束",
  "a quotation opens after the end of both sides": "两侧之后都有引语开始",
  "a quotation opens after the end of one side only": "仅一侧之后有引语开始",
  "speakers joined": "不同说话人的话连在一起",
  "both sides end in a question mark": "两侧都以问号结尾",
  "more after a question mark": "问号之后还有内容",
  "a paragraph ends on both sides": "两侧都是段落末尾",
  "paragraphs joined": "不同段落连在一起",
  "in different blocks of a document that alternates": "位于中英文交替的文档的不同部分",
  "how common 2-2 pairs are": "2-2 句对的常见程度",
  "how common 1-4 pairs are": "1-4 句对的常见程度",
  "how common pairs of so many sentences are": "这样多句的句对的常见程度",
  "how common sentences without partner are": "无对应句子的常见程度",
  "so few sentences may have no partner": "句子很少，也可能无对应",
  "other sentences of this text clearly have no partner": "本文中另有句子显然无对应",
  "the start of a run without partners": "一串无对应句子的开头",
  "the length of a run without partners, where others clearly have none": "一串无对应句子的长度（他处明显有缺时）",
  "how alike the two are in meaning, by the encoder": "编码器所见的意义相近程度",
  "the pair by itself, found around what was corrected": "句对本身（在更正周围重新找到）",
  "other ways to pair these sentences": "这些句子的其他配法",
  "they stand in one row, and most rows are pairs": "两者同在一行，而多数行是句对",
  "the sentences that these are clauses of": "这些分句所属的句子",
  "how sure the cuts at their ends are": "两端切分的把握",
};

/** A phrase in the language of the page. @param {string} phrase */
export function phraseText(phrase) {
  return spoken() === "zh" ? (CHINESE[phrase] ?? phrase) : phrase;
}
