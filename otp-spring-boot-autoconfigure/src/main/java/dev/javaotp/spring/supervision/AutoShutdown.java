package dev.javaotp.spring.supervision;

public enum AutoShutdown {

	NEVER, ANY_SIGNIFICANT, ALL_SIGNIFICANT

}
