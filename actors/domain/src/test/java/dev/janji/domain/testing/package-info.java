/**
 * Generators and a seeded property harness for everybody who tests with domain values. Uses every package of the domain and the JDK;
 * exported as the test-jar of this module.
 */
package dev.janji.domain.testing;
