/** Products: a page of its own, for it computes over all orders. */
import { productsPanel } from '../panels/products.ts';
import { start } from '../start.ts';

start({ products: productsPanel });
