//! The doors as strangers, officers and machines find them: a real desk on a fresh store, asked through the routers.
mod api;
mod batch;
mod elsewhere;
mod explained;
mod forged;
mod hits;
mod house;
mod imports;
mod live;
mod network;
mod openapi;
mod pages;
mod served;
mod sign_in;
mod table;
mod thresholds;
mod twins;
