// What Python sends and what the scripts share, for the type checker only: no page gets this file.
// A test compares it with the views that are really sent.

type Pair = [string, string];
type Paragraphs = string[];

/** What a student answers to an item; its shape follows the item's kind. */
type Value = any;
type Mark = [first: number, last: number, label: string];
type Choice = { picked: string[], sure?: string };
type Cells = Record<string, Record<string, string>>;

interface Verdict {
  word: string, part: string, mark: string, because: string, opened: string, line: number,
  cell: Pair | null, ours: string, waits: boolean,
}
interface Differs { parts: Pair[], said: string, title?: string }

/** What the page knows of every item. */
interface BaseItem {
  id: string, ask: string, value: Value, hints: string[], hintsLeft: number, verdicts: Verdict[],
  source: string, lit: string[],
  said?: string[], first?: string[], changed?: Differs | null, rubric?: string[], editor?: string,
}
interface ChoiceItem extends BaseItem {
  kind: "choice", options: Pair[], pick: string, sure: string[] | null,
}
interface FieldItem extends BaseItem { kind: "field", form: string }
interface GridItem extends BaseItem {
  kind: "grid", name: string, rows: [id: string, text: string, source: string][],
  columns: [id: string, name: string, choices: Pair[], source: string][], balance: string[],
  strikes: string[],
}
interface OrderItem extends BaseItem { kind: "order", rows: Pair[] }
interface MarkItem extends BaseItem { kind: "mark", paragraphs?: Paragraphs[], labels?: Pair[] }
interface ProseItem extends BaseItem { kind: "prose" }
interface PageItem extends ProseItem {
  editor: "page", cards: Pair[], tags: string[], sures: string[], checks: number,
}
interface RecallItem extends BaseItem { kind: "recall" }
interface ResultItem extends BaseItem { kind: "result" }
type Item = ChoiceItem | FieldItem | GridItem | OrderItem | MarkItem | ProseItem | PageItem |
  RecallItem | ResultItem;

interface Step {
  id: string, title: string, frozen: boolean, older: boolean, opens: boolean, readsTitle: string,
  reads: Pair[], notes: string[], differs: Differs | null, items: Item[],
}
/** The sources of an exercise as a page shows them, and how one of them is brought to the front. */
interface Shelf {
  draw(cards: Card[], readFirst: boolean, name: string): HTMLElement | null,
  bring(id: string, lit?: string[]): void,
  close(): void,
}
interface Card {
  id: string, title: string, attribution: Pair[], more: Pair[], text: Paragraphs | null,
  plainer: Paragraphs | null, notes: string[], isSummary: boolean, words: Pair[],
}

/** What belongs to a path of a lesson. */
interface Spot { course: string, lesson: string }
interface Part extends Spot { path: string }
interface Fold {
  isShut(): boolean, isExtra(): boolean, end(): void,
  line(title: string, minutes: string, root: HTMLElement, more?: boolean): HTMLElement,
}
/** A path with the minutes of its exercises, for fast and slow readers. */
interface Path {
  path: string, said: string, exercises: [id: string, fast: number, slow: number][],
  between: [number, number],
}
type Progress = [id: string, title: string, path: string, state: string];

/** What every widget of one learner shows. `copy` names the browser's copy; empty: none is kept. */
interface Shown { learner: string, course: string, copy: string }
interface ExerciseView extends Shown, Part {
  kind: "exercise", exercise: string, title: string, number: number, done: boolean, cards: Card[], steps: Step[], of: number, book: string, savedAt: string,
  warnings: string[],
}
/** The bar before anybody said who is here has the first lines only. */
interface BarView extends Shown {
  kind: "bar", lesson: string, question: string, move: string, paths: Path[], stop: string,
  contentNote: string, fixed: boolean, codes: string[], here: string[],
  isNew?: boolean, folder?: string, savedAt?: string, warnings?: string[],
  progress?: Progress[], done?: string,
}
interface LastView extends Shown {
  kind: "last", open: boolean, craft: string, first: string[], firstAt: string, now: string[],
  nowAt: string, firm: string[], still: string[], next: { title: string, link: string } | null,
}
interface StepsView extends Shown {
  kind: "steps", picture: string, alt: string, look: string, caption: string, head: string[],
  rows: string[][], steps: [name: string, opens: number | Sign[], said: string][], begin: number,
  way: "right" | "down" | "over", edges: [top: number, bottom: number],
}
interface Sign {
  shape: "disc" | "line", x: number, y: number, size: number, angle?: number,
  label?: string, side?: string,
}
interface NoteView extends Shown, Part { kind: "note", title: string, text: string[] }
interface IndexRow {
  id: string, title: string, question: string, minutes: string, progress: string, problem: string,
  link: string,
}
interface IndexView {
  kind: "index", caption: string, head: string[], asks: string, learner: string, rows: IndexRow[],
}

/** What the page asks of Python; `n` and `learner` are added on the way. */
interface Message {
  do: "open" | "draft" | "ready" | "commit" | "hint" | "check" | "publish" | "export" | "restore" |
    "afresh" | "rename" | "choose",
  step?: string, item?: string, answers?: Record<string, Value>, code?: string, text?: string,
  join?: boolean,
}
/** The answer: `ack` or, with a sentence on why, `refused` bears the message's number. */
interface Reply {
  ack?: string, refused?: string, why?: string, item?: string, saved?: string, line?: string,
  asks?: string, file?: { name: string, html: string }, lines?: string[], note?: string, moved?: string,
}

/** A line of the journal, as far as the browser's copy reads it. */
interface Act {
  id: string, at: string, learner: string, course: string, lesson: string, exercise: string,
  step: string, do: string, answers?: Record<string, Value>,
}
interface Copy { learner: string, lines: string[], beside?: boolean }

/** The model of anywidget, as far as it is used. */
interface Model<V> {
  get(name: "view"): V,
  on(event: string, call: (message: any) => void): void,
  off(event: string, call: (message: any) => void): void,
  send(message: object): void,
  widget_manager?: { // of JupyterLab only
    context?: { path?: string },
    rendermime?: {
      linkHandler?: { handleLink(link: HTMLElement, path: string, id: string): void },
    },
  },
}
/** What a handler reads of an event. */
interface At<T> { target: T }
interface Line { send(message: Message, done: (reply: Reply) => void): void, close(): void }

/** A sentence for the status line, a warning at the item, a question to Python about the item. */
interface Talk {
  say(text: string): void, warn(text: string): void, ask(message: Message, place: string): void,
}
type Editor<I> = (item: I, value: Value, change: (value: Value) => void, talk: Talk) => HTMLElement;
interface Editors {
  choice: Editor<ChoiceItem>, field: Editor<FieldItem>,
  date(item: FieldItem, value: Value, change: (value: Value) => void): HTMLElement,
  grid: Editor<GridItem>, order: Editor<OrderItem>, mark: Editor<MarkItem>,
  prose: Editor<ProseItem>, page: Editor<PageItem>,
  recall(item: BaseItem): HTMLElement, result(item: BaseItem): HTMLElement,
  diff(found: Differs): HTMLElement,
}

/** How a committed answer of a kind is shown with its verdicts, where a list of them will not do. */
type Answered = Record<string, (item: any) => HTMLElement | null>;

type Child = Node | string | number | null | undefined;
type ElementOf<T extends string> = T extends `${infer Name}.${string}` ? ElementOf<Name>
  : T extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[T] : HTMLElement;

/** What the widgets of one page share. */
interface Window {
  courseIds?: number, courseGuard?: boolean, courseScroll?: number,
  courseForgot?: boolean, courseNoCopy?: boolean, courseOffered?: Set<string>,
  courseNotMine?: Set<string>, courseSettled?: number[], coursePaths?: Record<string, string>,
  courseLessons?: Record<string, { paths: Path[], stop: string, progress?: Progress[] }>,
}
