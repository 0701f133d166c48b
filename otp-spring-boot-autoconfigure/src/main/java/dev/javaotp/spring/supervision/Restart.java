package dev.javaotp.spring.supervision;

public enum Restart {

	PERMANENT, TRANSIENT, TEMPORARY

}
