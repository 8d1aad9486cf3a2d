/**
 * What the doctor looks for, each in a class of its own. They read what other packages count, and change nothing.
 */
package carillon.doctor.symptoms;
