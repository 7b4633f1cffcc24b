//! The page's own words, in both languages: menus, buttons, titles. Exhibits bring theirs.
//!
//! A word is a constant, so that a missing translation does not compile; [`ALL`] lists them for the
//! tests. `{0}`, `{1}`.. are filled by [`fill`].

use std::fmt::Display;

use super::{Both, Locale, both};

macro_rules! words {
    ($($name:ident: $en:literal $zh:literal;)*) => {
        $(#[doc = $en] pub const $name: Both = both($en, $zh);)*

        /// Every word of the page.
        pub const ALL: &[Both] = &[$($name),*];
    };
}

/// Fills `{0}`, `{1}`.. of a template with these.
pub fn fill(template: Both, locale: Locale, args: &[&dyn Display]) -> String {
    let mut text = template.get(locale).to_owned();
    for (index, arg) in args.iter().enumerate() {
        let mark = ["{0}", "{1}", "{2}", "{3}"].get(index).copied().unwrap_or_default();
        text = text.replace(mark, &arg.to_string());
    }
    text
}

words! {
    // Names of regions.
    COURSE: "The course" "课程";
    TO_STAGE: "To the stage" "跳到舞台";
    STAGE: "Stage" "舞台";
    SCENARIOS: "Scenarios" "场景";
    TIME: "Time" "时间";
    TRANSPORT: "Steps" "步进";
    WHAT_HAPPENED: "What just happened" "刚才发生了什么";
    GUARANTEES: "Guarantees" "性质";
    ASSUMPTIONS: "Assumptions" "前提假设";
    WHAT_NEXT: "What may happen next" "接下来可能发生什么";
    BRANCHES: "Branches of this run" "本次运行的分支";
    ABOUT: "About this page" "关于本页";
    FRAME_AS_TABLE: "This frame as a table" "本帧的表格";

    // The header.
    TO_COME: "soon" "待续";
    SEEN: "seen" "已看过";
    LANGUAGE: "Language" "语言";
    THEME: "Light or dark" "浅色或深色";
    SHARE: "Share this frame" "分享本帧";
    PRESENT: "Present" "演示";
    STOP_PRESENTING: "Stop presenting" "结束演示";
    HELP: "Keys and help" "按键与帮助";
    CLOSE: "Close" "关闭";

    // Groups of scenarios.
    ALL_SCENARIOS: "All {0} scenarios" "全部 {0} 个场景";
    LESSON: "Lesson" "课程";
    SCHEDULES: "Schedules" "调度";
    WITHOUT_GUARD: "One guard taken away" "去掉一个守卫条件";

    // Time.
    TO_START: "To the start" "回到开头";
    BACK: "Back" "后退";
    PLAY: "Play" "播放";
    PAUSE: "Pause" "暂停";
    FORWARD: "Forward" "前进";
    NEXT_PHASE: "Next phase" "下一阶段";
    LAST_PHASE: "Previous phase" "上一阶段";
    TO_END: "To the end" "到末尾";
    SPEED: "Speed" "速度";
    GRAIN: "One step is" "每步为";
    GRAIN_PHASE: "a phase" "一个阶段";
    GRAIN_FRAME: "a frame" "一帧";
    GRAIN_EVENT: "an event" "一个事件";
    FRAME_OF: "frame {0} / {1}" "第 {0} / {1} 帧";
    FRAME_OF_OPEN: "frame {0} / {1}+" "第 {0} / {1}+ 帧";
    FRAME_SAID: "Frame {0}." "第 {0} 帧。";
    TOOLS: "Speed and tools" "速度与工具";
    UNDO: "Undo" "撤销";
    REDO: "Redo" "重做";
    SETTINGS: "Settings of the run" "运行设置";
    WATCHER: "Hide what only the watcher knows" "隐藏只有旁观者知道的内容";
    TABLE: "Frame as a table" "以表格显示本帧";

    // The story.
    CAUSED_BY: "Caused in frame {0}" "起因在第 {0} 帧";
    ONLY_WE_KNOW: "Only the watcher knows" "只有旁观者知道";
    CONDITIONS: "Conditions" "条件";

    // Verdicts and chips.
    HOLDS: "holds" "成立";
    NOT_YET: "not yet" "尚未";
    BROKEN: "broken" "被破坏";
    CHIP_WITH: "{0}: {1}" "{0}：{1}";
    SINCE_FRAME: "Broken in frame {0}" "在第 {0} 帧被破坏";
    ASSUMED: "assumed" "已假设";
    OUTSIDE: "outside what the theorem assumes" "超出定理的假设";
    WITHOUT: "Without a guard: {0}" "去掉守卫：{0}";

    // Offers.
    CLICK_SOMETHING: "Click a node or a message to see what it knows and what can be done to it." "点击节点或消息，查看它知道什么、能对它做什么。";
    NOTHING_OPEN: "Nothing can be done here." "这里什么都做不了。";
    WHY_NOT: "Why not? ({0})" "为什么不行？（{0}）";
    ALIKE: "And {0} more for the same reason." "另有 {0} 项，原因相同。";
    NEXT_BY_ITSELF: "next by itself" "将自行发生";
    MESSAGE_FAULTS: "Lose, duplicate, delay a message…" "丢失、重复、延迟消息……";
    NODE_FAULTS: "Crash or wake a node…" "让节点宕机或恢复……";
    LINK_FAULTS: "Cut or heal a link…" "断开或修复链路……";
    DELIVERIES: "Deliver a message" "送达消息";
    MORE_OFFERS: "{0} more" "还有 {0} 个";
    CURRENT: "here" "当前";

    // Two runs side by side.
    BESIDE: "Two runs side by side" "并排比较两个运行";
    BESIDE_THIS: "Beside the present run" "与当前运行并排";
    STANDS_HERE: "Which run stands here" "此处是哪个运行";
    COPY_OF_RUN: "the same run once more" "同一运行的副本";
    OWN_RUN: "a run of its own" "独立的运行";
    RUN_NUMBER: "Run {0}" "运行 {0}";
    ACTIVE_RUN: "Acts and story are about this run" "操作与叙述针对此运行";
    ENDED_AT: "ended in frame {0}" "在第 {0} 帧结束";
    DIFFERS: "differs from the other run" "与另一运行不同";
    SAME_PICTURE: "The same picture in both runs." "两个运行的画面相同。";
    NODE_DIFFERS: "1 node differs: {0}" "1 个节点不同：{0}";
    NODES_DIFFER: "{0} nodes differ: {1}" "{0} 个节点不同：{1}";
    MESSAGE_DIFFERS: "1 message differs" "1 条消息不同";
    MESSAGES_DIFFER: "{0} messages differ" "{0} 条消息不同";
    BOX_DIFFERS: "1 box of the tree differs" "树中 1 个框不同";
    BOXES_DIFFER: "{0} boxes of the tree differ" "树中 {0} 个框不同";
    GUARANTEES_DIFFER: "guarantees differ: {0}" "性质不同：{0}";
    HISTORY_OF: "What {0} did and received" "{0} 做过什么、收到什么";
    TWICE_SAME: "To {0} the two runs are the same: {1} of {1} lines." "对 {0} 而言两个运行不可区分：{1}/{1} 行相同。";
    TWICE_AHEAD: "To {0} the two runs are the same for {1} lines; then only run {2} goes on." "对 {0} 而言两个运行的前 {1} 行相同；之后只有运行 {2} 还有内容。";
    TWICE_PARTS: "To {0} the two runs are the same for {1} lines; in line {2} they part." "对 {0} 而言两个运行的前 {1} 行相同；从第 {2} 行起不同。";
    SECOND_BAD: "The run beside this one cannot be opened. {0}" "无法打开并排的运行。{0}";

    // Seen by one.
    SEEN_BY: "Seen by {0}" "{0} 所见";
    LIFT: "lift the veil" "揭开遮挡";
    EYES: "With whose eyes" "以谁的视角";
    EYES_ALL: "watcher" "旁观者";
    SEE_WITH: "See with {0}'s eyes" "以 {0} 的视角观看";
    NOT_KNOWN: "not known to {0}" "{0} 无从得知";
    NO_NODE_NOTICES: "No node notices what happens in this step." "这一步发生的事，没有节点察觉。";
    NO_EYES: "Here everybody knows everything: there is nothing to veil." "这里人人都知道一切，没有什么可遮的。";
    PICK_FIRST: "Select a node first, or choose one in the list of eyes." "请先选择一个节点，或在视角列表中选择。";
    ONLY_ITSELF: "To do anything to others, lift the veil." "要对其他节点做什么，请先揭开遮挡。";
    NO_SUCH_NODE: "There is no node “{0}” in this run." "本次运行中没有节点“{0}”。";

    // Challenges.
    TRY_THIS: "Try this" "试一试";
    TASK: "Your task" "你的任务";
    TRY_IT: "Start: {0}" "开始：{0}";
    START: "Start" "开始";
    LEAVE_TASK: "Leave the task" "放弃任务";
    ANSWERS: "Answers" "答案";
    TASK_NEW: "not started" "未开始";
    TASK_OPEN: "not solved yet" "尚未解决";
    TASK_SOLVED: "solved" "已解决";
    TASK_FAILED: "not like this" "这样不行";
    TASK_SOLVED_SAID: "Solved. {0}" "已解决。{0}";
    A_CHALLENGE: "A challenge" "一个挑战";
    NO_CHALLENGE: "There is no challenge here." "这里没有挑战。";
    NO_SUCH_CHALLENGE: "There is no challenge “{0}” on this page." "本页没有名为“{0}”的挑战。";

    // Ends and refusals.
    AGAIN: "Again" "再来一次";
    NEXT_SCENARIO: "Next scenario" "下一个场景";
    END_QUIET: "Nothing more happens by itself: nothing that is in flight may arrive, and no timer will go off." "不会再自行发生什么：没有可送达的在途消息，也没有计时器会触发。";
    END_STOPPED: "This scenario ends here; from here on everything is yours to choose." "本场景到此结束，接下来由你决定。";
    END_LIMIT: "The run stops here: a run may have {0} steps at most, because some would go on for ever." "运行到此为止：一次运行最多 {0} 步，因为有的运行会永远继续。";
    AT_START: "This is the start of the run." "这里是运行的开头。";
    CANNOT_BE_DONE: "That cannot be done at this frame." "这一帧无法这样做。";
    NO_UNDO: "There is nothing to undo." "没有可撤销的操作。";
    NO_REDO: "There is nothing to redo." "没有可重做的操作。";
    OLDEST_ONLY: "{0} messages are in flight; only the {1} oldest are listed." "在途消息共 {0} 条；只列出最早的 {1} 条。";
    LATEST_TOO: "{0} messages are in flight; only {1} are listed: those just sent, and of the others the oldest." "在途消息共 {0} 条；只列出 {1} 条：刚发出的，以及其余中最早的。";
    NO_SUCH_OFFER: "There is no number {0} in the list." "列表中没有第 {0} 项。";

    // Addresses and files.
    ADDRESS_TOO_LONG: "This address is longer than {0} bytes and was not opened." "这个地址超过 {0} 字节，没有打开。";
    ADDRESS_TOO_NEW: "This address is of version {0}; this page reads up to version {1}. Reload the page to get a newer one." "这个地址是版本 {0}，本页只能读到版本 {1}。请刷新页面以更新。";
    ADDRESS_DAMAGED: "This address is damaged at “{0}”; perhaps it was cut off when it was copied." "这个地址在“{0}”处损坏，可能复制时被截断。";
    ADDRESS_NUMBER: "In this address “{0}” should be a possible number, not “{1}”." "这个地址中“{0}”应为合适的数字，而不是“{1}”。";
    ADDRESS_WORD: "In this address “{0}” is “{1}”, but should be one of {2}." "这个地址中“{0}”为“{1}”，应为 {2} 之一。";
    ADDRESS_OPEN: "This address cannot be opened. {0}" "无法打开这个地址。{0}";
    ADDRESS_CANNOT_HOLD: "This run is too long for an address; save it as a file instead." "这次运行太长，地址放不下，请保存为文件。";
    FILE_BAD: "This file cannot be opened. {0}" "无法打开这个文件。{0}";
    DIGEST_DIFFERS: "Careful: this frame is not the one that the link was made from; the page has changed since." "注意：本帧与生成链接时的画面不同，页面此后有过改动。";
    RUN_IS_SHORT: "The link asks for frame {0}, but this run ends at frame {1}." "链接要的是第 {0} 帧，但本次运行到第 {1} 帧就结束了。";

    // Settings.
    SEED: "Seed" "种子";
    SEED_HELP: "The same seed gives the same run, always and everywhere." "同样的种子总是得到同样的运行。";
    SEED_BAD: "The seed is a whole number from 0 to 18446744073709551615." "种子应为 0 到 18446744073709551615 的整数。";
    FRESH_SEED: "Fresh seed" "换一个种子";
    GUARDS: "Guards that can be taken away" "可以去掉的守卫条件";
    WITHOUT_IT: "Without it: {0}" "去掉之后：{0}";
    APPLY: "Make a new run" "开始新的运行";
    SETTINGS_BAD: "A setting is wrong; it says which below it." "有一项设置不对，见该项下方。";
    ACTS_DROPPED: "With these settings, what was done from frame {0} on is not possible; it was left out." "按这些设置，从第 {0} 帧起的操作无法进行，已略去。";
    ON: "on" "开";

    // Sharing.
    LINK: "Link to this frame" "本帧链接";
    LINK_HELP: "It opens exactly this frame, in this language." "它将以当前语言打开这一帧。";
    EMBED: "For a course page" "嵌入课程页面";
    COPY: "Copy" "复制";
    COPIED: "Copied." "已复制。";
    NOT_COPIED: "The browser did not allow copying; select the text and copy it yourself." "浏览器不允许复制，请选中文字自行复制。";
    FILE: "Scenario file" "场景文件";
    FILE_HELP: "The whole run as a file, for the page and for the command line." "把整个运行存成文件，页面和命令行都能打开。";
    DOWNLOAD: "Save as a file" "保存为文件";
    OPEN_FILE: "Open a file…" "打开文件……";
    IMPORT: "From a text file…" "从文本文件导入……";
    LONG_LIST: "{0} entries: {1}, …" "共 {0} 项：{1}……";
    EMPTY_LIST: "Empty" "清空";

    // Keys.
    KEYS: "Keys" "按键";
    KEY_STEP: "Forward, back" "前进、后退";
    KEY_PLAY: "Play or pause" "播放或暂停";
    KEY_FRAME: "One frame ahead, back" "前进、后退一帧";
    KEY_PHASE: "Previous, next phase" "上一、下一阶段";
    KEY_LEAPS: "Into, over, out of a call" "进入、越过、跳出一次调用";
    LOYAL: "loyal" "忠诚";
    PATH: "Path" "路径";
    AS_HABIT: "as above" "同上";
    WHAT_IT_SAYS: "What {0} says, path by path" "{0} 逐条路径说什么";
    MORE_PATHS: "There are more paths; lies on them are written as text above." "还有更多路径；在上面以文字写出。";
    INTO: "into" "进入";
    OVER: "over" "越过";
    OUT: "out" "跳出";
    LEAPS: "Through the calls" "逐次调用";
    NO_CALLS: "Only a run by recursion can be gone through call by call." "只有按递归的次序才能逐次调用地前进。";
    KEY_ENDS: "Start, end" "开头、末尾";
    KEY_OFFERS: "Do the numbered thing" "执行该编号的操作";
    KEY_MESSAGE: "Lose, duplicate, delay a message" "丢失、重复、延迟消息";
    KEY_NODE: "Crash or wake a node" "让节点宕机或恢复";
    KEY_LINK: "Cut or heal a link" "断开或修复链路";
    KEY_UNDO: "Undo, redo" "撤销、重做";
    KEY_TABLE: "The frame as a table" "以表格显示本帧";
    KEY_WATCHER: "Show or hide what only the watcher knows" "显示或隐藏只有旁观者知道的内容";
    KEY_BESIDE: "Two runs side by side, or one again" "并排两个运行，或恢复为一个";
    KEY_OTHER: "Act in the other run" "切换到另一运行";
    KEY_VEIL: "See with the selected node's eyes, or lift the veil" "以所选节点的视角观看，或揭开遮挡";
    KEY_TRY: "Start a challenge, or leave it" "开始挑战，或放弃";
    KEY_LANGUAGE: "The other language" "切换语言";
    KEY_THEME: "Dark or light" "深色或浅色";
    KEY_PRESENT: "Present" "演示";
    KEY_SETTINGS: "Settings of the run" "运行设置";
    KEY_SEARCH: "Find a bad run" "寻找坏运行";
    KEY_HELP: "This sheet" "本帮助";
    KEY_CLOSE: "Close what is on top" "关闭最上层";
    KEY_WALK: "From node to node and message to message on the stage; Enter opens the menu" "在舞台上的节点和消息之间移动，回车打开菜单";
    SINGLE_KEYS: "Keys that are a single letter, digit or sign act at once" "单个字母、数字或符号键立即生效";

    // Presenting.
    NO_EXHIBIT: "No exhibit has been built into this page." "本页没有内置任何展项。";
    // The search for a bad run.
    SEARCH: "Find a bad run" "寻找坏运行";
    SEARCH_OPEN: "Find a bad run…" "寻找坏运行……";
    SEARCH_ABOUT: "Every order in which messages may arrive is tried, from the start, with the settings of this run." "从头开始，按本次运行的设置，尝试消息到达的每一种次序。";
    SEARCH_CHECKS: "What is to be broken" "要破坏什么";
    SEARCH_FAULTS: "What may go wrong, at most" "最多出多少故障";
    SEARCH_HOW: "How to search" "如何搜索";
    SEARCH_NETWORK: "Messages" "消息";
    NETWORK_SET: "stay: may arrive again and again" "一直保留：可以反复到达";
    NETWORK_BAG: "arrive once, in any order" "到达一次，次序任意";
    NETWORK_DOUBLING: "may arrive again until they are lost" "丢失之前可以再次到达";
    NETWORK_ORDERED: "arrive once, in order on each link" "到达一次，每条链路上按序";
    FAULT_LOSSES: "Losses" "消息丢失";
    FAULT_DUPLICATIONS: "Duplications" "消息重复";
    FAULT_CRASHES: "Crashes" "宕机";
    FAULT_WAKES: "Recoveries" "恢复";
    FAULT_LIES: "Lies" "谎言";
    FAULT_TIMEOUTS: "Timeouts" "超时";
    ANY_NUMBER: "any number" "不限";
    DISKS_LOST: "A node may wake without its disk" "节点恢复时磁盘可能已丢失";
    SEARCH_ORDER: "Order" "方式";
    ORDER_LEVELS: "level by level: finds a shortest run" "逐层：找到最短的运行";
    ORDER_WALKS: "random walks: a sample, not a search" "随机游走：只是抽样，不是搜索";
    SEARCH_STATES: "At most so many states" "最多查看多少状态";
    SEARCH_GO: "Search" "搜索";
    SEARCH_AGAIN: "Search again" "再次搜索";
    SEARCH_STOP: "Stop" "停止";
    SEARCH_STARTING: "Fetching the searcher…" "正在加载搜索程序……";
    SEARCH_RUNNING: "{0} states, up to {1} moves from the start; {2} a second" "{0} 个状态，离起点最多 {1} 步；每秒 {2} 个";
    SEARCH_BUTTON_RUNNING: "Searching: {0} states" "搜索中：{0} 个状态";
    SEARCH_FAILED: "The searcher could not be started, or broke down." "搜索程序无法启动，或已出错退出。";
    SEARCH_FOUND: "The search found such a run." "搜索找到了这样的运行。";
    SEARCH_CLEAN: "The search looked at everything and found no such run." "搜索查看了全部状态，没有这样的运行。";
    SEARCH_PART: "The search ended early and found no such run so far." "搜索提前结束，目前没有找到这样的运行。";
    LOOKED_ALL: "Looked at {0} states, up to {1} moves from the start: that is all there are." "查看了 {0} 个状态，离起点最多 {1} 步：这就是全部。";
    LOOKED_FOUND: "Looked at {0} states, up to {1} moves from the start, until all that was asked for was found." "查看了 {0} 个状态，离起点最多 {1} 步，直到要找的都已找到。";
    LOOKED_PART: "Looked at {0} states, up to {1} moves from the start. There are more: {2}." "查看了 {0} 个状态，离起点最多 {1} 步。还有更多状态：{2}。";
    LOOKED_SAMPLE: "Sampled {0} states on random walks of up to {1} moves; that is not a search of all." "在最长 {1} 步的随机游走中抽查了 {0} 个状态；这不是完整搜索。";
    LIMIT_STATES: "it may look at no more" "已达到状态数上限";
    LIMIT_DEPTH: "it may go no farther" "已达到深度上限";
    LIMIT_MEMORY: "there is no more memory for it" "已达到内存上限";
    LIMIT_STOPPED: "it was stopped" "搜索被停止";
    CHECK_HOLDS: "{0}: holds in every such run" "{0}：在所有这样的运行中成立";
    CHECK_BROKEN: "{0}: broken after {1} moves, and after no fewer" "{0}：{1} 步后被破坏，不能更少";
    CHECK_BROKEN_AFTER: "{0}: broken after {1} moves" "{0}：{1} 步后被破坏";
    CHECK_LIMIT: "{0}: not broken as far as the search came; that is not “holds”" "{0}：在已查范围内未被破坏，但这不等于成立";
    CLAIMS: "Can it be?" "会出现吗？";
    CLAIM_FIRST: "Can it be that" "会不会出现";
    CLAIM_AND: "and at once that" "并且同时";
    CLAIM_NONE: "not asked" "不询问";
    CLAIM_FOUND: "It can be: after {1} moves, and after no fewer" "会出现：{1} 步之后，不能更少";
    CLAIM_FOUND_AFTER: "It can be: after {1} moves" "会出现：{1} 步之后";
    CLAIM_NEVER: "It cannot be: no such run comes to it" "不会出现：没有这样的运行能到达";
    CLAIM_LIMIT: "Not met as far as the search came; that is not “it cannot be”" "在已查范围内没有出现，但这不等于不会出现";
    SHOW_BESIDE: "Show it beside this run" "与本次运行并排显示";
    SHOW_INSTEAD: "Show it alone" "单独显示";
    NOT_SHOWN: "No run of the page can show this way." "页面上的运行无法显示这条路径。";
    LIES_ABOUT: "Every set of so many traitors is tried, with everything that they may say and under every input, with the settings of this run." "按本次运行的设置，尝试这么多叛徒的每一种组合、他们可能说的一切，以及每一种输入。";
    LIES_TRAITORS: "How many traitors" "叛徒人数";
    LIES_TOLERATED: "As many as are tolerated" "与容忍的人数相同";
    LIES_RUNNING: "{0} of {1} strategies; {2} a second" "{1} 种策略中的 {0} 种；每秒 {2} 种";
    LIES_ALL: "Looked at {0} strategies: that is all there are." "查看了 {0} 种策略：这就是全部。";
    LIES_PART: "Looked at {0} of {1} strategies: {2}." "查看了 {1} 种策略中的 {0} 种：{2}。";
    LIES_SAMPLE: "Sampled {0} of {1} strategies; that is not a search of all." "从 {1} 种策略中抽查了 {0} 种；这不是完整搜索。";
    LIES_BROKEN: "{0}: broken by {1} of them; lies that are enough: {2}" "{0}：被其中 {1} 种破坏；足以破坏的谎言数：{2}";
    LIES_BUTTON_RUNNING: "Searching: {0} strategies" "搜索中：{0} 种策略";
    LIES_COUNTED: "The table of small cases is counted." "小规模情形的统计表已得出。";
    LIES_COUNT: "Count a table of small cases" "统计小规模情形";
    LIES_TABLE: "How many strategies of lying break what" "多少种说谎策略破坏哪条性质";
    LIES_NODES: "Nodes" "节点数";
    LIES_BEARABLE: "Tolerated" "容忍人数";
    LIES_LIARS: "Traitors" "叛徒人数";
    LIES_STRATEGIES: "Strategies" "策略数";
    NO_SCHEDULES: "No messages arrive here one by one, so there are no schedules to search." "这里没有逐条到达的消息，也就没有可搜索的时序。";
    // The state graph.
    GRAPH: "State graph" "状态图";
    GRAPH_OPEN: "Show the state graph" "显示状态图";
    GRAPH_BACK: "Back to the search" "返回搜索";
    GRAPH_DRAWING: "Drawing every state that can be reached…" "正在画出所有可达的状态……";
    GRAPH_OPENING: "Making a run to this state…" "正在生成到达该状态的运行……";
    GRAPH_ALL: "{0} states in {1} levels: that is all there are." "共 {0} 个状态、{1} 层：这就是全部。";
    GRAPH_CUT: "The first {0} levels: {1} states of {2}. All of them could not be told apart; fewer nodes or faults make fewer states." "前 {0} 层：{2} 个状态中的 {1} 个。全部画出将无法分辨；减少节点或故障可减少状态。";
    GRAPH_CUT_MORE: "The first {0} levels: {1} states of more than {2}. All of them could not be told apart; fewer nodes or faults make fewer states." "前 {0} 层：{2} 个以上状态中的 {1} 个。全部画出将无法分辨；减少节点或故障可减少状态。";
    GRAPH_SMALL: "Draw a smaller one: {0} ({1} states)" "画较小的：{0}（{1} 个状态）";
    GRAPH_KEYS: "Arrow keys go along the steps and up and down within a level, Home and End to the start and the last level; Enter opens a run to the state." "方向键沿步骤移动或在同一层中上下移动，Home 和 End 跳到起点和最后一层，回车打开到达该状态的运行。";
    GRAPH_LEVELS: "Level by level" "逐层统计";
    GRAPH_LEVEL: "Moves" "步数";
    GRAPH_STATES: "States" "状态";
    GRAPH_STATE: "State {0}, {1} moves from the start: {2}" "状态 {0}，离起点 {1} 步：{2}";
    GRAPH_HERE: "the present run" "本次运行";
    GRAPH_BROKEN: "a guarantee is broken" "有性质被破坏";
    GRAPH_ENDS: "Nothing more can happen." "不会再发生任何事。";
    GRAPH_BEHIND: "What may happen next is not drawn." "接下来可能发生的事没有画出。";
    REGION_SETTLED: "{0} is chosen" "{0} 已被批准";
    REGION_BOUND: "only {0} can be chosen" "只可能批准 {0}";
    REGION_UNDECIDED: "undecided" "未定";
    REGION_NEVER: "nothing can be chosen any more" "已不可能批准任何值";
    REGION_UNKNOWN: "not known, the picture ends before" "未知，图到此为止";
    REGION_TORN: "more than one value is chosen" "批准了不止一个值";
    RUN_AT: "The present run is at state {0}, {1} moves from the start." "本次运行位于状态 {0}，离起点 {1} 步。";
    RUN_BEHIND: "The present run has gone beyond what is drawn." "本次运行已超出所画的范围。";
    RUN_LEFT: "The present run leaves these states with frame {0}: what happens there is not among what may go wrong." "本次运行在第 {0} 帧离开了这些状态：那里发生的事不在允许的故障之内。";
    RUN_ELSEWHERE: "The present run is not among these states: its settings or guards are other ones, or it has changed." "本次运行不在这些状态之中：设置或守卫条件不同，或已被改动。";
    NO_CHECKS: "Choose at least one thing to be broken." "请至少选择一个要破坏的性质。";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_both_languages_and_differs() {
        for word in ALL {
            assert!(!word.en.trim().is_empty() && !word.zh.trim().is_empty(), "{word:?}");
            assert_ne!(word.en, word.zh);
            assert!(!word.zh.is_ascii(), "{word:?}");
        }
    }

    #[test]
    fn both_languages_have_the_same_places_to_fill() {
        for word in ALL {
            for mark in ["{0}", "{1}", "{2}", "{3}"] {
                assert_eq!(word.en.contains(mark), word.zh.contains(mark), "{word:?} {mark}");
            }
        }
    }

    #[test]
    fn a_template_is_filled() {
        assert_eq!(fill(FRAME_OF, Locale::En, &[&3, &14]), "frame 3 / 14");
        assert_eq!(fill(FRAME_OF, Locale::Zh, &[&3, &14]), "第 3 / 14 帧");
    }
}
