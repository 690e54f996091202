/** What the sender of a file reads. */
import { LIMITS } from './limits.ts'

/** The endings that are read, as people are told. */
export const FORMATS = '.docx、.doc、.wps、.pdf、.ofd、.xlsx、.xls、.rtf、.html、.txt 或 .md'

/** Chinese sentences for a sender whose file is refused, by reason. */
export const refusals = {
  empty: '文件里没有文字，未入库，请检查后重新发送。',
  tooLarge: `文件超过 ${LIMITS.fileBytes / 1024 / 1024} MB，未读取，请拆分或压缩图片后再发。`,
  tooLong: `文件文字超过 ${LIMITS.characters / 10_000} 万字，未入库，请拆分后再发。`,
  tooManyPages: `文件超过 ${LIMITS.pages} 页，未入库，请拆分后再发。`,
  bomb: '文件解压后异常庞大，可能是恶意文件，未入库，请另存为一份新文件再发。',
  entities: '文件内部自带替换规则（实体），可能是恶意文件，未入库，请另存为一份新文件再发。',
  paths: '文件内部含有越出目录的路径，可能是恶意文件，未入库，请另存为一份新文件再发。',
  macros: '文件含有宏，未入库，请另存为不含宏的 .docx 或 .xlsx 再发。',
  nested: '文件里表格层层嵌套过深，未入库，请整理表格后再发。',
  table: `表格超过 ${LIMITS.rows} 行或 ${LIMITS.columns} 列，未入库，请只保留需要的部分再发。`,
  scan: '这是扫描件或图片，读不出文字，未入库，请发送可复制文字的版本，或先做文字识别。',
  garbled: '文件的字体缺少文字对照，读出来多是乱码，未入库，请改发 Word 版，或先做文字识别。',
  encoding: '文本编码不是 UTF-8 也不是 GB18030，未入库，请另存为 UTF-8 再发。',
  encrypted: '文件设有密码，未入库，请去掉密码后再发。',
  broken: '文件已损坏，读不出来，未入库，请重新导出后再发。',
  unknown: `这种文件读不了，未入库，请另存为 ${FORMATS} 再发。`,
  otherOffice: '这是 LibreOffice 一类的格式，读不了，未入库，请另存为 .docx 或 .xlsx 再发。',
  slides: '这是演示文稿，读不了，未入库，请另存为 .pdf 再发。',
} as const

/** Chinese sentences for what a person should look at in a file that was read, by what was found. */
export const doubts = {
  gb18030: '文本按 GB18030 编码读取，请核对有无错字。',
  big5: '文本按 Big5（繁体）编码读取，请核对有无错字。',
  struck: (words: readonly string[]) =>
    `略去划掉的文字 ${words.length} 处：${some(words.map(brief))}，请核对是否为定稿。`,
  cutOff: '网页没有收尾，可能没有传完整，请核对末尾。',
  listed: (count: number) => `网页有 ${count} 处自动编号，样式读不出，写成了“1.”“1.1”一类，请核对原文。`,
  hidden: (count: number) => `略去隐藏文字 ${count} 处，请核对原文。`,
  deleted: (count: number) => `文件带修订痕迹，${count} 处已删文字未读入，请核对是否为定稿。`,
  formulasDrawn: (count: number) => `${count} 个公式排成多行，写成一行可能走样，请核对原文。`,
  objects: (count: number) => `文件嵌有对象 ${count} 个（公式、图表或另一份文件），里面的内容未读入。`,
  pictures: (count: number) => `文件有图片 ${count} 张，图中文字未读入。`,
  watermark: (words: readonly string[]) => `略去斜排或垫底的文字（多为水印）：${some(words.map(brief))}。`,
  emptyPages: (pages: readonly number[]) => `第 ${pages.join('、')} 页几乎没有文字，可能是扫描页，未读入。`,
  hiddenSheets: (names: readonly string[]) => `未读入隐藏的工作表：${names.join('、')}。`,
  hiddenCells: (sheet: string, places: readonly string[]) => `工作表“${sheet}”有隐藏的${some(places)}，未读入。`,
  unsaved: (places: readonly string[]) =>
    `${places.length} 个公式单元格没有存下结果（${some(places)}），未读入，请用 Excel 打开保存后再发。`,
  errors: (places: readonly string[]) =>
    `${places.length} 个单元格显示公式错误（${some(places)}），没有数，请改正后再发。`,
  formulas: (count: number) => `${count} 个公式单元格只取已存的结果，未重新计算。`,
  sheets: (names: readonly string[]) => `共读入 ${names.length} 张工作表：${names.join('、')}。`,
} as const

type Doubts = typeof doubts
/** Those that say how many, or which. */
type Found = { [K in keyof Doubts]?: Doubts[K] extends (found: infer F) => string ? F : never }

/** Chinese sentences for what was found in a file, in the order given; a count of 0 and an empty list say nothing. */
export const doubted = (found: Found): string[] =>
  Object.entries(found).flatMap(([name, what]) => {
    const say = doubts[name as keyof Found] as unknown as (found: typeof what) => string
    return what === 0 || (typeof what === 'object' && what.length === 0) ? [] : [say(what)]
  })

const MOST_NAMED = 10
const some = (places: readonly string[]): string =>
  places.slice(0, MOST_NAMED).join('、') + (places.length > MOST_NAMED ? `等${places.length}处` : '')
const brief = (words: string): string => (words.length > 20 ? `${words.slice(0, 20)}…` : words)
