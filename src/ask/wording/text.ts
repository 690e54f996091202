/** What a person reads while a model words an answer, and under it. */

export const LOOKING_UP = '正在查阅…'
export const WORDED = '文字由语言模型整理，已逐句与条款核对。'
