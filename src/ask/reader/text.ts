/** What a person reads while a model answers, and in its answer beside the document's words. */

export const LOOKING_UP = '正在查阅…'
export const WORDED = '本段文字由人工智能生成，已逐句与条款核对。'
export const YES = '是，'
export const NO = '不是，文件写的是：'
export const WRITTEN = '文件写的是：'
export const notWritten = (missing: string): string => `文件没有写明“${missing}”。`
