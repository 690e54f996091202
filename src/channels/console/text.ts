/** The words of the console's server that people read; the page has its own in page/words.js. */
export const TEXT = {
  foreignHost: '演示控制台只能在本机打开，请用 http://localhost 访问。',
  foreignOrigin: '这个请求不是从演示页面发出的，已拒绝。请在演示页面里操作。',
  unreadable: '没有看懂这个请求，请刷新页面后重试。',
  unknownPersona: '没有这个演示身份，请刷新页面后重新选择。',
  tooLarge: '内容超过1MB，没有发送。请缩短后重发，或改用附件。',
  fileTooLarge: '附件超过5MB，没有发送。请压缩后重发。',
  notTaken: '系统出了问题，这条消息可能没有处理。请点“重试”，不会重复登记。',
  notStored: '系统暂时不能写入，这次操作没有生效。请稍后重试。',
  unknownDocument: '没有找到这份文件。',
  moving: '时间正在前进，请等它停下来再操作。',
  noDeadline: '后面没有截止日了，可以用“选日期”继续前进。',
  notAhead: '只能向后走：请选今天之后的日期。',
  tooFar: '一次最多前进一年，请选近一些的日期。',
  moveFailed: '时间没有走完，停在了半路。请再试一次，已经发出的提醒不会重发。',
  file: (name: string) => `［附件］${name}`,
} as const
