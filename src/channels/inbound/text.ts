/** What a press is answered with where the answer itself says nothing short. */
export const NOTICE = {
  done: '已收到',
  again: '这一步已经处理过了',
  working: '已收到，正在处理，稍后回复',
  failed: '没有保存，请稍后再点一次',
}
