package dev.javaotp.spring.supervision;

public enum Strategy {

	ONE_FOR_ONE, ONE_FOR_ALL, REST_FOR_ONE

}
