/** What may use what, and what may change. */
package dev.javaotp.architecture;
