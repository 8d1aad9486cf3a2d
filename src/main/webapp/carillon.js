export { Carillon } from './client/carillon.js';
export { CarillonError } from './client/carillon-error.js';
