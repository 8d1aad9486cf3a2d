/**
 * Who may: decisions about requests, made of values. No request object, no socket is seen here.
 */
package carillon.security;
