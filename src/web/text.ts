/** The words that the web app itself says to people. */
export const TEXT = {
  tooLarge: '内容太大，没有接收。请缩短或压缩后重发。',
  notFound: '没有这个页面，请从首页进入。',
  failed: '系统出了问题，请稍后重试；多次出现请告诉管理员。',
} as const
