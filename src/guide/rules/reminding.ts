/** How people are reminded, and what they can do about it: being away, more time, quiet. */

import { MINUTE_MS } from '../../office/day.ts'
import { stageName } from '../../office/deadline.ts'
import { LEVEL } from '../../office/levels.ts'
import { isDigest, type Rule } from '../../office/schedule.ts'
import { type ArticleOfTerms, owing } from './article.ts'

/** When contacts hear of a report, each step once: 截止前3个工作日、截止当天. */
const stages = (rules: readonly Rule[]): string =>
  [...new Set(rules.flatMap((rule) => rule.stages.filter((one) => !isDigest(one)).map(stageName)))].join('、')

const quietHours = (rules: readonly Rule[]): string =>
  [...new Set(rules.map(({ quiet }) => `${quiet.from}到次日${quiet.to}`))].join('、')

/** The articles on reminding, as the schedule and the limits have it. */
export const HOW_PEOPLE_ARE_REMINDED: readonly ArticleOfTerms[] = [
  {
    name: '什么时候提醒',
    says: ({ plan }) => [
      `没报齐的在${stages(owing(plan))}收到提醒；报齐以后不再提醒。`,
      ...(owing(plan).some((rule) => rule.stages.some((one) => one.urgent)) ? ['最后一次是加急提醒。'] : []),
      `${LEVEL.above}协调员收到的是汇总。`,
    ],
    asked: `
        什么时候会提醒我 会提醒几次 报了还会提醒吗 提前几天提醒 不报会一直催吗 加急是什么 会不会忘了提醒我
        怎么老催我 提醒是按什么规矩发的 催报一般提前几天开始 一个月会催我几回 报齐了还会不会再催
        加急是怎么回事，什么时候会用 提醒的时间是怎么排的`,
  },
  {
    name: '休息时间',
    says: ({ plan, reminding }) => [
      `${quietHours(owing(plan))}和休息日不发提醒，改在上班后发。`,
      `人工催报，同一人${reminding.coolDownMs / (60 * MINUTE_MS)}小时内不重复催；一天最多提醒${reminding.mostADay}次。`,
    ],
    asked: `
        半夜会不会催 周末发不发提醒 一天最多催几次 下班以后还会发消息吗 会不会一直轰炸 节假日会提醒吗
        多久能催一次 刚催过还能再催吗 几点以后不发 节假日的提醒照发吗 晚上会收到提醒吗 下班时间还发不发通知
        一天里面提醒有上限吗 刚催完可以马上再催一遍吗 同一个人隔多久才能再催`,
  },
  {
    name: '免打扰和稍后提醒',
    says: ({ reminding }) => [
      `可以设免打扰，最长${reminding.quietDays}天；截止日期不变，该报的还是要报。`,
      '也可以让它在指定的时间再提醒一次。',
    ],
    asked: `
        免打扰最长几天 不想被提醒可以关吗 关了提醒还用报吗 能关多久 免打扰以后会不会算我没报 提醒能不能关掉
        可以换个时间提醒吗 免打扰最多能开多长 开了免打扰是不是就不用报了 关了提醒，漏了算谁的
        提醒是可以关的吗`,
  },
  {
    name: '请假和代理人',
    says: [
      '请假期间提醒改发给代理人：请假时写明的人，没有写的就是AB岗。',
      `代理人可以替您报，台账记代理人的名字；没有代理人的，请${LEVEL.city}协调员转告或者代报。`,
      '请假不改变截止日期。',
    ],
    asked: `
        请假谁替我 我不在的时候谁来报 AB岗是什么 没有AB岗怎么办 代理人能报数吗 休假期间到期了怎么办
        出差要请假吗 请假了还会催我吗 替班的人有权限吗 请假要谁批 代理人要不要另外登记 生病了来不及报怎么办
        休假时数由谁来交 我出差了谁顶上，制度上怎么定 请假要经过批准吗 请了假期限会不会延后
        没设B岗的话怎么处理 代理人需不需要单独授权 B岗是什么意思 替班的人交数算谁的 休假还会收到催报吗
        住院了没法报咋整，有什么规定`,
  },
  {
    name: '延期',
    says: [
      `截止以前，${LEVEL.county}联系人可以申请延期，写明延到哪天和原因，由${LEVEL.city}协调员批准；${LEVEL.city}里没人在岗的由${LEVEL.whole}协调员批准。`,
      '过了截止日期不能再申请；没有批准以前按原来的日期。',
      `统一延期由${LEVEL.whole}协调员调整截止日期。`,
    ],
    asked: `
        能申请晚两天吗 延期要谁批 截止过了还能申请延期吗 延期要写理由吗 来不及了能宽几天吗
        没批之前算不算迟报 全省能不能一起往后推 延期怎么规定的 延期申请归谁批 晚交要不要打报告
        过了期再申请延期还来得及吗 延期没批下来之前怎么算 最多可以延多久，有规定吗 能不能全省一块儿延
        延期理由有什么讲究`,
  },
  {
    name: '换联系人',
    says: [
      `换人的，新联系人发送“/交接 ${LEVEL.county}名 姓名”接替，增加人手的发送“/绑定 ${LEVEL.county}名 姓名”，由所在${LEVEL.city}的${LEVEL.city}协调员通过。`,
    ],
    asked: `
        联系人换了怎么办 我调走了怎么交接 新来的人怎么接手 换人要谁同意 原来的联系人退休了
        一个人能管两个县吗 联系人换了要不要谁同意 换人要办什么手续 老联系人退休了怎么弄
        一个人可以负责两个县吗，规定允许不`,
  },
  {
    name: '没有写明的',
    says: ['须知没有写明的，发送“/转人工 要问的事”，由协调员本人答复。'],
    asked: `
        不清楚的问谁 有疑问找谁 这里没写的怎么办 特殊情况怎么处理 没写清楚的情况问谁 特殊情况怎么报备`,
  },
]
