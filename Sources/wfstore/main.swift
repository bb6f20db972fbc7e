print("wfstore")
