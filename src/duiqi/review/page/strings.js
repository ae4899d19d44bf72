// What the page says, in English and Chinese.

/** @typedef {"en"|"zh"} Tongue */

/** @type {Record<string, [string, string]>} key → English, Chinese */
const STRINGS = {
  filters: ["What is shown", "显示范围"],
  search: ["Search", "搜索"],
  score: ["Score", "分数"],
  type: ["Type", "类型"],
  kind: ["Kind", "种类"],
  state: ["State", "状态"],
  all: ["all", "全部"],
  "below .5": ["below 50", "50 以下"],
  "below .9": ["below 90", "90 以下"],
  "from .9": ["90 and above", "90 及以上"],
  open: ["not checked", "未检查"],
  right: ["right", "正确"],
  unused: ["not to be used", "不采用"],
  changed: ["changed", "已更改"],
  repaired: ["repaired", "已修复"],
  commented: ["with a comment", "有批注"],
  alone: ["without a partner", "无对应"],
  text: ["text", "正文"],
  heading: ["heading", "标题"],
  "list item": ["list item", "列表项"],
  credit: ["credit", "署名"],
  "table cell": ["table cell", "表格"],
  term: ["term", "术语"],
  reordered: ["reordered", "重新排序"],
  same: ["same text", "文字相同"],
  wordless: ["without words", "无文字"],
  document: ["Document", "文档"],
  undo: ["Undo", "撤销"],
  redo: ["Redo", "重做"],
  save: ["Save", "保存"],
  saveAs: ["choose a format", "选择格式"],
  corrections: ["Corrections", "更正"],
  correction: ["Correction from a file", "文件中的更正"],
  load: ["Load corrections", "载入更正"],
  reviewer: ["Your name", "审校者"],
  language: ["Language", "界面语言"],
  theme: ["Colours", "配色"],
  system: ["as the system", "随系统"],
  light: ["light", "浅色"],
  dark: ["dark", "深色"],
  contrast: ["high contrast", "高对比度"],
  help: ["Help", "帮助"],
  helpIntroduction: [
    "Keys work while the list of pairs has the focus. A sentence is chosen with ← and →, or by a click; then it can be edited, moved to the pair before or after, or the pair can be split before it. What you correct is fixed, and the pairs around it are found again at once.",
    "列表处于焦点时按键有效。用 ← → 或单击选择句子，然后可以编辑、移到上一对或下一对，或在其前拆分。更正过的句对固定不变，其周围的句对会立即重新对齐。",
  ],
  close: ["Close", "关闭"],
  done: ["Done", "确定"],
  cancel: ["Cancel", "取消"],
  splitHere: ["Split at the cursor", "在光标处拆分"],
  pairs: ["Pairs", "句对"],
  why: ["Why this pair?", "为何如此配对？"],
  whyOf: ["Why pair {pair}?", "为何如此配对（{pair}）？"],
  whyScore: ["What the score of {score} is made of (log-odds)", "分数 {score} 的构成（对数几率）"],
  noParts: ["Nothing is known of what this score is made of.", "没有此分数构成的资料。"],
  noPartner: ["No partner was found; the score is the probability that there is none.", "未找到对应；分数是没有对应的概率。"],
  byPerson: ["A person decided this.", "由人工确定。"],
  soundness: ["The repairs in it are right with probability {share}.", "其中的修复有 {share} 的概率是正确的。"],
  joinedWords: ["Words that the dictionary joins", "词典认为互译的词"],
  rivals: ["Runners-up", "其他可能"],
  noRivals: ["There is no other candidate.", "没有其他候选。"],
  rival: ["Chinese {zh} with English {en}", "中文 {zh} 与英文 {en}"],
  rivalAlone: ["{side} {numbers} without a partner", "{side} {numbers} 无对应"],
  nothing: ["none", "无"],
  wasText: ["Before repair: {text}", "修复前：{text}"],
  sentenceZh: ["Chinese sentence {n}", "中文第 {n} 句"],
  sentenceEn: ["English sentence {n}", "英文第 {n} 句"],
  commentOf: ["Comment on pair {n}", "第 {n} 对的批注"],
  progress: [
    "{shown} of {rows} rows shown · {open} of {pairs} pairs not checked, about {errors} of them wrong",
    "显示 {shown} 行／共 {rows} 行 · 共 {pairs} 对，未检查 {open} 对，其中约 {errors} 对有误",
  ],
  zh: ["Chinese", "中文"],
  en: ["English", "英文"],
  columnPair: ["Pair", "句对"],
  next: ["Next pair", "下一对"],
  previous: ["Pair before", "上一对"],
  nextDoubtful: ["Next doubtful pair", "下一可疑对"],
  previousDoubtful: ["Doubtful pair before", "上一可疑对"],
  leastCertain: ["Least certain pair", "最不确定的一对"],
  sentenceNext: ["Next sentence of the pair", "对内下一句"],
  sentencePrevious: ["Sentence before in the pair", "对内上一句"],
  extendDown: ["Choose the next pair too", "向下多选"],
  extendUp: ["Choose the pair before too", "向上多选"],
  chooseAll: ["Choose all that is shown", "全选"],
  approve: ["Right", "正确"],
  approveNext: ["Right, and on to the next doubtful pair", "正确，并转到下一可疑对"],
  reject: ["Not to be used", "不采用"],
  unmark: ["Not checked", "取消标记"],
  mergeNext: ["Merge with next", "与下一对合并"],
  mergePrevious: ["Merge with the one before", "与上一对合并"],
  merge: ["Merge", "合并"],
  split: ["Split before the sentence", "在句前拆分"],
  up: ["Sentence up", "句子上移"],
  down: ["Sentence down", "句子下移"],
  pick: ["Pick the sentence for a link", "选取句子以建立对应"],
  link: ["Link", "建立对应"],
  unlink: ["Unlink", "解除对应"],
  edit: ["Edit", "编辑"],
  splitSentence: ["Split the sentence", "拆分句子"],
  joinSentences: ["Join with the next sentence", "与下一句连接"],
  comment: ["Comment", "批注"],
  whyAction: ["Why?", "为何？"],
  find: ["Search", "搜索"],
  clear: ["Choose nothing", "取消选择"],
  start: ["First pair", "第一对"],
  end: ["Last pair", "最后一对"],
  pageDown: ["A screen down", "下一屏"],
  pageUp: ["A screen up", "上一屏"],
  undone: ["Undone: {what}", "已撤销：{what}"],
  redone: ["Done again: {what}", "已重做：{what}"],
  nothingToUndo: ["Nothing to undo.", "没有可撤销的操作。"],
  nothingToRedo: ["Nothing to redo.", "没有可重做的操作。"],
  didOne: ["{what}", "{what}"],
  didMore: ["{what}; found again around it: {count}", "{what}；周围重新对齐了 {count} 对"],
  chooseSentence: ["Choose a sentence first: with ← and →, or by a click.", "请先选择句子：用 ← →，或单击。"],
  pickTwo: ["Pick sentences on both sides first: with the space bar, or Ctrl and a click.", "请先在两侧选取句子：用空格键，或按住 Ctrl 单击。"],
  cannot: ["This cannot be done here.", "此处无法进行。"],
  emptySentence: ["A sentence cannot be empty. To leave it out, unlink it, or mark its pair as not to be used.", "句子不能为空。如不需要，请解除对应，或将该对标为不采用。"],
  noDoubt: ["No doubtful pair is left.", "已没有可疑的句对。"],
  saved: ["{file} saved.", "已保存 {file}。"],
  enterSaves: ["Enter saves: {format}", "按 Enter 保存：{format}"],
  loaded: ["{count} corrections loaded.", "已载入 {count} 条更正。"],
  loadedSome: ["{count} corrections loaded; {left} do not fit this document.", "已载入 {count} 条更正；{left} 条与本文档不符。"],
  notLoaded: ["This is no file of corrections: {reason}", "这不是更正文件：{reason}"],
  notTogether: ["These sentences do not follow each other in the document, which has this list in another order.", "这些句子在文档中并不相邻：该列表在文档中的顺序不同。"],
  opened: ["With {count} corrections made before.", "已包含先前的 {count} 条更正。"],
  openedSome: ["With {count} corrections made before; {left} cannot be shown here.", "已包含先前的 {count} 条更正；{left} 条无法在此显示。"],
  restored: ["Your {count} steps of last time are here again.", "已恢复上次的 {count} 步操作。"],
  notKept: ["The browser keeps no more. Save your corrections in a file.", "浏览器无法继续保存，请将更正存为文件。"],
  indexCaption: ["Documents, the most doubtful first", "文档（最可疑的在前）"],
  indexProgress: ["{documents} documents, {pairs} pairs, about {errors} of them wrong", "{documents} 个文档，{pairs} 对，其中约 {errors} 对有误"],
  columnDocument: ["Document", "文档"],
  columnErrors: ["Probably wrong", "估计有误"],
  columnDoubtful: ["Doubtful (below 90)", "可疑（90 以下）"],
  columnAlone: ["Sentences without a partner", "无对应的句子"],
  columnNote: ["Note", "说明"],
};

/** @type {Tongue} */
let tongue = "en";

/** Speak another language from now on. @param {Tongue} language */
export function speak(language) {
  tongue = language;
}

/** @returns {Tongue} */
export function spoken() {
  return tongue;
}

/** The text of a key, with its ``{places}`` filled. @param {string} key @param {Record<string, string | number>} [values] */
export function say(key, values = {}) {
  const text = STRINGS[key]?.[tongue === "zh" ? 1 : 0] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The keys, for tests. */
export function stringKeys() {
  return Object.keys(STRINGS);
}

/** Fill the elements under ``root`` that name their text or label. @param {ParentNode} root */
export function fill(root) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-text]"))) {
    element.textContent = say(element.dataset.text ?? "");
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-label]"))) {
    element.setAttribute("aria-label", say(element.dataset.label ?? ""));
  }
}
