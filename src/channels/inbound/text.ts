/** What a press is answered with where the answer itself says nothing short. */
/** What a press is answered with where the answer itself has nothing short to say. */
export const NOTICE = {
  done: '已收到',
  failed: '没有保存，请稍后再点一次',
}
