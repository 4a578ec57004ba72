import type { Campaign } from '../order/campaign.ts';
import type { Book } from './book.ts';
export function refreshSummary(_book: Book, _after: Campaign | null): void {}
