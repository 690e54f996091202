/** How a text asks, and what makes it a report: routing asks before anything is said about a message. */

/** Words that ask for something, wherever they stand; 算不算, 行不行; 是全省还是每个市. */
const ASKING =
  /多少|几[家个户月号天]|(?<!没)什么|(?<!没)啥(?!新)|哪|如何|怎么|怎样|咋|谁|是否|能不能|可不可以|有没有|([\u4e00-\u9fff])不\1|为何|请问|查一?下|查查|查询|告诉我|多大|多久|排第几|解释|是指|的依据|有何|介绍|说说|讲讲|区别|发我|发一份|[想要]问|问的是|想知道|想了解|了没有?(?=[?？]*$)|是[^,，。;]{1,12}还是(?![没无老原])/
/** What makes a question of any statement; 我们的呢，僵尸企业6家 only turns to it. */
const ENDING = /[?？]|吗|呢(?![,，].)|[对是]吧/
/** A courtesy at the end of a report, though it asks. */
const COURTESY =
  /(?:请问)?(?:收到了?吗|收到没有?|对[吗吧]|对不对|可以吗|行吗|行不行|好吗|好不好|妥否|是否妥当|是否收到|能看到吗|没问题吧|这样报可以吗|这样可以吗|报上了吗)[?？]*/g

/** How a text asks: for something of its own, by nothing but its ending, out of courtesy, or not at all. */
export function askingOf(text: string): 'asks' | 'ends-asking' | 'courtesy' | undefined {
  const bare = text.replace(COURTESY, '')
  if (ASKING.test(bare)) return 'asks'
  if (ENDING.test(bare)) return 'ends-asking'
  return bare === text ? undefined : 'courtesy'
}

/** Words of what is wanted, not of what was reached. */
export const WANTING = /[要应需能会得]|任务|目标|计划/
/** Words that only a report has. */
export const REPORTING =
  /截至|截止|无新增|上报|填报|报送|更正|订正|勘误|零报告|请审[核阅]|请查收|特此|汇报如下|报一下|补报|应为|报错/
/** Words that ask for a figure to be taken, so that a question mark beside them is courtesy. */
export const REQUESTING =
  /上报|填报|报送|更正|订正|零报告|请审[核阅]|请查收|请?记录|登记|报一下|补报|应为|改[成为]|[报写填]错/
