/** Tests of tasks. */
package dev.javaotp.gen.task;
